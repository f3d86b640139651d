// try, with, and what has to happen on the way out of them.
//
// A finally body exists once. Whoever enters it says in the register `action` how it goes on
// afterwards: kFallThrough, kException, or the number of an exit (return, break, continue).
#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

using namespace ast;

namespace {
constexpr int kFallThrough = 0;
constexpr int kException = 1;
constexpr int kFirstExit = 2;
}  // namespace

void Compiler::open_range(Block& block) {
    block.guarded = true;
    block.range_start = here();
}

void Compiler::close_range(Block& block) {
    if (block.guarded && here() > block.range_start)
        block.ranges.emplace_back(block.range_start, here());
    block.range_start = here();
}

void Compiler::add_handlers(const Block& block, int target, int exception) {
    for (const auto& [begin, end] : block.ranges) {
        code_->handlers.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
             static_cast<std::uint32_t>(target), static_cast<std::uint16_t>(exception)});
    }
}

void Compiler::try_statement(const Try& stmt) {
    if (stmt.finalbody.empty()) return try_except(stmt);
    try_finally(stmt);
}

void Compiler::try_except(const Try& stmt) {
    if (stmt.handlers.empty()) {
        statements(stmt.body);
        return statements(stmt.orelse);
    }
    const int exception = temp();
    const int saved = temp();
    const Flow before = flow_;
    Label end;
    Block body(Block::Kind::Try);
    open_range(body);
    blocks_.push_back(&body);
    statements(stmt.body);
    blocks_.pop_back();
    close_range(body);
    statements(stmt.orelse);
    if (flow_.reachable) jump(end);
    flow_ = before;
    add_handlers(body, here(), exception);
    at(stmt.handlers.front());
    emit(Op::EnterHandler, exception, saved);
    for (const ExceptHandler& part : stmt.handlers) handler(part, exception, saved, end);
    emit(Op::LeaveHandler, 0, saved);
    emit(Op::Reraise, exception);
    stop_flow();
    place_label(end);
}

// An exception inside a handler restores what was being handled before it goes on.
void Compiler::handler(const ExceptHandler& part, int exception, int saved, Label& end) {
    const Temporaries temporaries(*this);
    Label next;
    Block inside(Block::Kind::Handler);
    inside.saved = saved;
    inside.name = part.name;
    blocks_.push_back(&inside);
    at(part);
    open_range(inside);
    if (part.type != nullptr) {
        const int cls = reg(*part.type);
        at(*part.type);
        jump_when(Op::JumpNoMatch, exception, cls, 0, next);
    }
    if (code_->recorded) line(part);
    if (!part.name.empty()) {
        const int copy = temp();
        emit(Op::Move, copy, exception);
        store_name(part.name, copy);
    }
    statements(part.body);
    blocks_.pop_back();
    close_range(inside);
    if (flow_.reachable) {
        emit(Op::LeaveHandler, 0, saved);
        emit(Op::Clear, exception);
        if (!part.name.empty()) unbind_name(part.name);
        jump(end);
    }
    const int second = temp();
    add_handlers(inside, here(), second);
    emit(Op::LeaveHandler, 0, saved);
    if (!part.name.empty()) unbind_name(part.name);
    emit(Op::Reraise, second);
    stop_flow();
    place_label(next);
}

void Compiler::try_finally(const Try& stmt) {
    Block block(Block::Kind::Finally);
    Label enter;
    block.enter = &enter;
    block.action = temp();
    block.value = temp();
    block.saved = temp();
    const Flow before = flow_;
    open_range(block);
    blocks_.push_back(&block);
    try_except(stmt);
    blocks_.pop_back();
    close_range(block);
    if (flow_.reachable) {
        emit(Op::LoadConst, block.action, constant(Value::small(kFallThrough)) & kMaxOperand);
        emit(Op::SaveHandled, 0, block.saved);
        jump(enter);
    }
    flow_ = before;
    add_handlers(block, here(), block.value);
    emit(Op::LoadConst, block.action, constant(Value::small(kException)) & kMaxOperand);
    emit(Op::EnterHandler, block.value, block.saved);
    finally_body(stmt, block, enter);
}

void Compiler::finally_body(const Try& stmt, Block& block, Label& enter) {
    place_label(enter);
    Block inside(Block::Kind::FinallyBody);
    inside.saved = block.saved;
    open_range(inside);
    blocks_.push_back(&inside);
    statements(stmt.finalbody);
    blocks_.pop_back();
    close_range(inside);
    emit(Op::LeaveHandler, 0, block.saved);
    const bool ends = flow_.reachable;
    Label end;
    const auto when = [&](int action, Label& label) {
        jump_when(Op::JumpEq, 0, block.action, constant(Value::small(action)), label);
    };
    Label not_raised;
    when(kException, not_raised);
    emit(Op::Reraise, block.value);
    place_label(not_raised);
    for (std::size_t i = 0; i < block.exits.size(); ++i) {
        Label next;
        when(kFirstExit + static_cast<int>(i), next);
        Exit exit = block.exits[i];
        if (exit.kind == Exit::Kind::Return) exit.value = block.value;
        leave(exit, blocks_.size());
        place_label(next);
    }
    jump(end);
    const int second = temp();
    add_handlers(inside, here(), second);
    emit(Op::LeaveHandler, 0, block.saved);
    emit(Op::Reraise, second);
    stop_flow();
    place_label(end);
    flow_.reachable = ends;
}

// Leaves the blocks above the exit's target, `from` of them being open here. The code on the way
// is not guarded by the blocks that are already left.
void Compiler::leave(const Exit& exit, std::size_t from) {
    const std::size_t stop = exit.kind == Exit::Kind::Return ? 0 : exit.target + 1;
    std::size_t i = from;
    bool delegated = false;
    while (i > stop && !delegated) {
        Block& block = *blocks_[--i];
        close_range(block);
        switch (block.kind) {
            case Block::Kind::Try: break;
            case Block::Kind::Loop:
                if (block.state >= 0) emit(Op::Clear, block.state);
                break;
            case Block::Kind::Handler:
                emit(Op::LeaveHandler, 0, block.saved);
                if (!block.name.empty()) unbind_name(block.name);
                break;
            case Block::Kind::FinallyBody: emit(Op::LeaveHandler, 0, block.saved); break;
            case Block::Kind::With: {
                const Temporaries temporaries(*this);
                call_exit(block, -1, temp());
                break;
            }
            case Block::Kind::Finally: {
                const int action = kFirstExit + static_cast<int>(block.exits.size());
                block.exits.push_back(exit);
                if (exit.kind == Exit::Kind::Return) emit(Op::Take, block.value, exit.value);
                emit(Op::LoadConst, block.action, constant(Value::small(action)) & kMaxOperand);
                emit(Op::SaveHandled, 0, block.saved);
                jump_word(*block.enter);
                delegated = true;
                break;
            }
        }
    }
    if (!delegated) go(exit, exit.value);
    for (std::size_t k = i; k < from; ++k) blocks_[k]->range_start = here();
}

void Compiler::go(const Exit& exit, int value) {
    if (exit.kind == Exit::Kind::Return) {
        if (code_->recorded) emit(Op::RecordReturn, 0, value);
        emit(Op::Return, 0, value);
        return;
    }
    Block& loop = *blocks_[exit.target];
    if (exit.kind == Exit::Kind::Break && loop.state >= 0) emit(Op::Clear, loop.state);
    jump_word(exit.kind == Exit::Kind::Break ? *loop.on_break : *loop.on_continue);
}

// -- with ------------------------------------------------------------------------------------

// Calls __exit__ with the exception, or with three Nones.
void Compiler::call_exit(const Block& block, int exception, int dest) {
    const int base = temp(5);
    emit(Op::Move, base, block.state);
    emit(Op::Move, base + 1, block.state + 1);
    const int none = constant(Value::none()) & kMaxOperand;
    if (exception >= 0) {
        emit(Op::TypeOf, base + 2, exception);
        emit(Op::Move, base + 3, exception);
    } else {
        emit(Op::LoadConst, base + 2, none);
        emit(Op::LoadConst, base + 3, none);
    }
    emit(Op::LoadConst, base + 4, none);
    emit(Op::CallMethod, dest, base, 3);
    if (block.is_async) await_into(dest, dest);
}

void Compiler::with_statement(const With& stmt, std::size_t index) {
    if (index == stmt.items.size()) return statements(stmt.body);
    const Temporaries temporaries(*this);
    const WithItem& item = stmt.items[index];
    Block block(Block::Kind::With);
    block.is_async = stmt.is_async;
    block.state = temp(2);
    {
        const Temporaries inside(*this);
        const int manager = reg(*item.context_expr);
        const int enter = temp(2);
        const int value = temp();
        at(*item.context_expr);
        emit(Op::LoadSpecial, block.state, manager,
             name_cache(stmt.is_async ? "__aexit__" : "__exit__"));
        emit(Op::LoadSpecial, enter, manager,
             name_cache(stmt.is_async ? "__aenter__" : "__enter__"));
        emit(Op::CallMethod, value, enter, 0);
        if (stmt.is_async) await_into(value, value);
        open_range(block);
        blocks_.push_back(&block);
        if (item.optional_vars != nullptr) assign_to(*item.optional_vars, value);
    }
    const Flow before = flow_;
    with_statement(stmt, index + 1);
    blocks_.pop_back();
    close_range(block);
    Label end;
    at(*item.context_expr);
    if (flow_.reachable) {
        if (code_->recorded) line(stmt);
        at(*item.context_expr);
        const Temporaries inside(*this);
        call_exit(block, -1, temp());
        jump(end);
    }
    flow_ = before;
    with_handler(block, end);
    place_label(end);
    emit(Op::Clear, block.state);
    emit(Op::Clear, block.state + 1);
}

void Compiler::with_handler(const Block& block, Label& end) {
    const int exception = temp();
    const int saved = temp();
    add_handlers(block, here(), exception);
    emit(Op::EnterHandler, exception, saved);
    Block inside(Block::Kind::Handler);
    open_range(inside);
    const int result = temp();
    {
        const Temporaries temporaries(*this);
        call_exit(block, exception, result);
    }
    Label swallowed;
    jump_when(Op::JumpTruth, 1, result, 0, swallowed);
    close_range(inside);
    emit(Op::LeaveHandler, 0, saved);
    emit(Op::Reraise, exception);
    place_label(swallowed);
    emit(Op::LeaveHandler, 0, saved);
    emit(Op::Clear, exception);
    jump(end);
    const int second = temp();
    add_handlers(inside, here(), second);
    emit(Op::LeaveHandler, 0, saved);
    emit(Op::Reraise, second);
    stop_flow();
}

}  // namespace lang
