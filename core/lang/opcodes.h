// lang/opcodes.h -- the instructions of the VM. Register machine: every frame has its variables and
// temporaries in registers, and an instruction names up to three of them in a, b and c.
// An operand marked k is a register, or with kConstantBit set a constant of the code.
// A jump word is a second word whose b and c hold the signed distance from itself; its a is what
// taking the jump costs in steps (0 unless it goes back).
#pragma once

#include <cstdint>

namespace lang {

// clang-format off
// The arithmetic stands in the order of Vm::Binary, the first six compares in that of Vm::Compare.
#define AW_OPCODES(X)                                                                           \
    /* -- recording; only in code compiled for a recorder -- */                                 \
    X(Line)          /* the statement at line b|c<<16 is about to run */                        \
    X(RecordLocal)   /* register a was assigned */                                              \
    X(RecordCell)    /* the cell in register a was assigned; b its shadow register */           \
    X(RecordFree)    /* free variable a was assigned; b its slot in the trace */                \
    X(RecordGlobal)  /* global slot a was assigned */                                           \
    X(SyncCell)      /* record the cell in a again when it differs from its shadow b */         \
    X(RecordCall)    /* the activation begins */                                                \
    X(RecordReturn)  /* it ends with b(k) */                                                    \
    X(RecordYield)   /* it steps aside with b(k) */                                             \
    X(RecordResume)  /* it goes on */                                                           \
    /* -- moves -- */                                                                           \
    X(Move)          /* a = b */                                                                \
    X(Take)          /* a = b; b becomes empty */                                               \
    X(LoadConst)     /* a = constant b */                                                       \
    X(Clear)         /* a becomes empty */                                                      \
    X(CheckBound)    /* UnboundLocalError when a is empty */                                    \
    X(DeleteLocal)   /* the same, then a becomes empty */                                       \
    X(LoadGlobal)    /* a = global slot b, or constant c (a built-in) when that is empty */     \
    X(StoreGlobal)   /* global slot a = b(k) */                                                 \
    X(DeleteGlobal)  /* global slot a becomes empty */                                          \
    X(MakeCell)      /* a = new cell with what a held */                                        \
    X(LoadCell)      /* a = content of the cell in b */                                         \
    X(StoreCell)     /* content of the cell in a = b(k) */                                      \
    X(DeleteCell)    /* content of the cell in a becomes empty */                               \
    X(LoadFree)      /* a = content of free variable b */                                       \
    X(StoreFree)     /* content of free variable a = b(k) */                                    \
    X(DeleteFree)                                                                               \
    X(LoadBound)     /* when b is bound: a = b, and the next instruction is skipped */          \
    X(LoadFromClass) /* the same for attribute c of the class in free variable b */             \
    /* -- operators -- */                                                                       \
    X(Add) X(Sub) X(Mul) X(Div) X(FloorDiv) X(Mod) X(Pow) X(MatMul) X(And) X(Or) X(Xor) X(Shl)  \
    X(Shr)           /* a = b(k) op c(k) */                                                     \
    X(InAdd) X(InSub) X(InMul) X(InDiv) X(InFloorDiv) X(InMod) X(InPow) X(InMatMul) X(InAnd)    \
    X(InOr) X(InXor) X(InShl) X(InShr)                                                          \
    X(Negate) X(Positive) X(Invert) X(Not) /* a = op b(k) */                                    \
    X(Eq) X(Ne) X(Lt) X(Le) X(Gt) X(Ge) X(Is) X(IsNot) X(In) X(NotIn) /* a = b(k) op c(k) */    \
    X(JumpEq) X(JumpNe) X(JumpLt) X(JumpLe) X(JumpGt) X(JumpGe) X(JumpIs) X(JumpIsNot)          \
    X(JumpIn) X(JumpNotIn) /* jump word; when (b(k) op c(k)) is a (0 or 1) */                   \
    X(JumpTruth)     /* jump word; when bool(b(k)) is a */                                      \
    X(Jump)          /* is its own jump word */                                                 \
    /* -- attributes and items -- */                                                            \
    X(LoadAttr)      /* a = b.name; c: cache */                                                 \
    X(StoreAttr)     /* a.name = b(k); c: cache */                                              \
    X(DeleteAttr)    /* del a.name; c: cache */                                                 \
    X(LoadMethod)    /* a, a+1 = function and self of b.name (or value and empty); c: cache */  \
    X(LoadSpecial)   /* the same, looked up in the class; b: object, c: cache */                \
    X(GetItem)       /* a = b[c(k)] */                                                          \
    X(SetItem)       /* a[b(k)] = c(k) */                                                       \
    X(DeleteItem)    /* del a[b(k)] */                                                          \
    X(BuildSlice)    /* a = slice(b, b+1, b+2) */                                               \
    /* -- displays -- */                                                                        \
    X(BuildTuple) X(BuildList) X(BuildSet) /* a = c values from b on, which become empty */     \
    X(BuildDict)     /* a = dict of c pairs from b on */                                        \
    X(ListAppend) X(SetAdd) /* a takes b(k) */                                                  \
    X(DictAdd)       /* a[b(k)] = c(k), a fresh dict */                                         \
    X(ListExtend)    /* a takes all of b; c: register of the function called, or kNoOperand */  \
    X(SetUpdate) X(DictUpdate) /* a takes all of b */                                           \
    X(DictMerge)     /* the same for **b of a call; c: register of the function */              \
    X(ListToTuple)   /* a = tuple(b) */                                                         \
    X(Unpack)        /* registers a.. = the c values of b */                                    \
    X(UnpackStar)    /* a.. = values of b; c: how many before the star; next word a: after */   \
    X(Format)        /* a = format(b, c); c a register or kNoOperand */                         \
    X(Convert)       /* a = str, repr or ascii of b; c: 's', 'r', 'a' */                        \
    X(BuildString)   /* a = the c texts from b on, joined */                                    \
    /* -- functions and classes -- */                                                           \
    X(MakeFunction)  /* a = function of child code b; c.. defaults, keyword defaults, annotate */ \
    X(EndClass)      /* a = the class whose body this is */                                     \
    X(Call)          /* a = b(b+1 ...); c: number of arguments */                               \
    X(CallMethod)    /* a = b(b+2 ...) with self b+1 when that is not empty; c: arguments */    \
    X(CallKw)        /* as Call; c: all arguments; next word b: constant tuple of the names */  \
    X(CallMethodKw)                                                                             \
    X(CallSpread)    /* a = b(*b+1, **b+2); b+2 may be empty */                                 \
    X(Return)        /* b(k) */                                                                 \
    X(Yield)         /* b(k); a = what is sent */                                               \
    X(YieldFrom)     /* delegates to the iterator in b, sending b+1; a = its result */          \
    X(GetAwaitable)  /* a = what `await b` delegates to */                                      \
    X(GetYieldFrom)  /* a = what `yield from b` delegates to */                                 \
    /* -- iteration -- */                                                                       \
    X(GetIter)       /* registers a, a+1, a+2 = iteration state over b */                       \
    X(ForLoop)       /* jump word; a = next of state b, or falls through when exhausted */      \
    X(PlainIter)     /* a = iter(b), as one value */                                            \
    X(AsyncIter)     /* a = b.__aiter__() */                                                    \
    X(AsyncNext)     /* a = what awaiting b.__anext__() delegates to */                         \
    /* -- exceptions -- */                                                                      \
    X(Raise)         /* raise a from b; kNoOperand: absent */                                   \
    X(RaiseAgain)    /* bare raise */                                                           \
    X(Reraise)       /* a goes on; no new traceback entry */                                    \
    X(EnterHandler)  /* the exception in a is now being handled; b = the one before */          \
    X(SaveHandled)   /* b = the exception being handled */                                      \
    X(LeaveHandler)  /* the one in b is being handled again */                                  \
    X(JumpNoMatch)   /* jump word; when exception a is no instance of class(es) b */            \
    X(RaiseAssert)   /* AssertionError; a: message or kNoOperand */                             \
    X(TypeOf)        /* a = type(b) */                                                          \
    /* -- imports -- */                                                                         \
    X(ImportModule)  /* a = module named by constant b; c 1: the top package of it */           \
    X(ImportFrom)    /* a = name c of module b */                                               \
    X(ImportStar)    /* all names of module b */                                                \
    /* -- match -- */                                                                           \
    X(MatchSequence) /* jump word; when b is no sequence of c items (a 1: of at least c) */     \
    X(MatchMapping)  /* jump word; when b is no mapping of at least c entries */                \
    X(MatchKey)      /* jump word; a = b[c], jumps when there is no such key */                 \
    X(MatchRest)     /* a = dict of b without the keys in tuple c */                            \
    X(MatchClass)    /* jump word, then a word a: positional count, b: constant tuple of names; */ \
                     /* registers a.. = attributes of b, an instance of c; jumps when not */    \
    X(MatchStarItems) /* a = list of items of b; c: before; next word a: after */               \
    X(MatchItem)     /* a = item of sequence b; c: index, next word a 1: from the end */        \
    X(Refuse)        /* stops: constant b says what is not offered */
// clang-format on

enum class Op : std::uint16_t {
#define AW_OP_NAME(name) name,
    AW_OPCODES(AW_OP_NAME)
#undef AW_OP_NAME
};

struct Instruction {
    Op op;
    std::uint16_t a, b, c;
};
static_assert(sizeof(Instruction) == 8);

inline constexpr std::uint16_t kConstantBit = 0x8000;
inline constexpr std::uint16_t kNoOperand = 0xffff;
inline constexpr int kMaxOperand = 0x7fff;

inline std::int32_t wide(const Instruction& i) {  // b and c as one number
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(i.b) |
                                     static_cast<std::uint32_t>(i.c) << 16);
}

}  // namespace lang
