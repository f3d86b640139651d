// trace/object_reader.h -- reads the records of one object's log and builds its content.
#pragma once

#include <deque>
#include <unordered_map>

#include "trace/object_log.h"

namespace trace {

// Reads records one after the other, from a content record on.
class LogReader {
  public:
    // `step`: of the first record when it is a checkpoint; otherwise -1.
    LogReader(const std::uint8_t* in, const std::uint8_t* end, int checkpoint_step = -1)
        : in_(in), end_(end), checkpoint_step_(checkpoint_step) {}
    bool next(ChangeRecord& record);  // false at the end

  private:
    void read_values(std::size_t count, std::vector<ValueRef>& values);
    ValueRef read_measured() { return held_ = coder_.read(in_, held_); }

    const std::uint8_t* in_;
    const std::uint8_t* end_;
    int checkpoint_step_;
    int step_ = 0;
    std::int64_t index_ = 0;
    ValueCoder coder_;
    ValueRef held_ = kZero;
};

class ContentBuilder {
  public:
    explicit ContentBuilder(ObjectKind kind) : stride_(has_entries(kind) ? 2 : 1) {}
    void apply(const ChangeRecord& record);
    std::vector<ValueRef> finish();

  private:
    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
    std::size_t find(ValueRef key);
    void append(ValueRef key) {
        if (indexed_) index_[key.bits()] = values_.size();
        values_.push_back(key);
    }
    void splice(const ChangeRecord& record);
    void set_entry(ValueRef key, ValueRef value);
    void remove(ValueRef key);
    void close_gaps();

    std::size_t stride_;
    // Both ends grow and shrink cheaply: queues do that. A removed key leaves Unbound behind.
    std::deque<ValueRef> values_;
    std::unordered_map<std::uint64_t, std::size_t> index_;  // key -> place, made when it pays
    bool indexed_ = false;
    bool has_gaps_ = false;
};

}  // namespace trace
