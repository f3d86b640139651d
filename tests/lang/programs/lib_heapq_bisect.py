# since: 3.14
import heapq, bisect
h=[5,3,8,1,9,2]; heapq.heapify(h); print(h); heapq.heappush(h,0); print(h, heapq.heappop(h), h, heapq.heapreplace(h,7), heapq.heappushpop(h,1), h)  # expect: [1, 3, 2, 5, 9, 8]
# expect: [2, 3, 7, 5, 9, 8] 0 [2, 3, 7, 5, 9, 8] 1 1 [2, 3, 7, 5, 9, 8]
print(heapq.nsmallest(2,[3,1,2]), heapq.nlargest(2,[3,1,2]), list(heapq.merge([1,4],[2,3])), [heapq.heappop(h) for _ in range(len(h))])  # expect: [1, 2] [3, 2] [1, 2, 3, 4] [2, 3, 5, 7, 8, 9]
print(heapq.nsmallest(1,["bb","a"],key=len), list(heapq.merge([3,1],[2],reverse=True)))  # expect: ['a'] [3, 2, 1]
a=[1,3,3,5]; print(bisect.bisect(a,3), bisect.bisect_left(a,3), bisect.bisect_right(a,6)); bisect.insort(a,4); print(a, bisect.bisect_left([(1,'a'),(2,'b')],2,key=lambda t:t[0]))  # expect: 3 1 4
# expect: [1, 3, 3, 4, 5] 1
try: heapq.heappop([])
except IndexError as e: print(e)  # expect: index out of range
