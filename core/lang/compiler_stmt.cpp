// Statements: control flow.
#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

using namespace ast;

void Compiler::statements(Stmts body) {
    for (const Stmt* stmt : body) statement(*stmt);
}

// Cells that an inner function may have changed are shown anew before the line.
void Compiler::line(const Place& place) {
    at(place);
    if (!code_->recorded) return;
    for (const auto& [reg, shadow] : shadows_) emit(Op::SyncCell, reg, shadow);
    emit(Op::Line, 0, place.line & 0xffff, place.line >> 16);
}

void Compiler::statement(const Stmt& stmt) {
    const Temporaries temporaries(*this);
    const bool silent = stmt.kind == StmtKind::Global || stmt.kind == StmtKind::Nonlocal ||
                        stmt.kind == StmtKind::While || stmt.kind == StmtKind::For;
    if (!silent) line(stmt);
    switch (stmt.kind) {
        case StmtKind::FunctionDef: return function(as<FunctionDef>(stmt));
        case StmtKind::ClassDef: return class_def(as<ClassDef>(stmt));
        case StmtKind::Return: return return_statement(as<Return>(stmt));
        case StmtKind::Delete:
            for (const Expr* target : as<Delete>(stmt).targets) delete_target(*target);
            return;
        case StmtKind::Assign: return assign(as<Assign>(stmt));
        case StmtKind::TypeAlias: {
            const int value = operand(*as<TypeAlias>(stmt).value);
            return assign_to(*as<TypeAlias>(stmt).name, value);
        }
        case StmtKind::AugAssign: return aug_assign(as<AugAssign>(stmt));
        case StmtKind::AnnAssign: return ann_assign(as<AnnAssign>(stmt));
        case StmtKind::For:
            return as<For>(stmt).is_async ? async_for(as<For>(stmt)) : for_statement(as<For>(stmt));
        case StmtKind::While: return while_statement(as<While>(stmt));
        case StmtKind::If: return if_statement(as<If>(stmt));
        case StmtKind::With: return with_statement(as<With>(stmt), 0);
        case StmtKind::Match: return match_statement(as<Match>(stmt));
        case StmtKind::Raise: return raise_statement(as<Raise>(stmt));
        case StmtKind::Try: return try_statement(as<Try>(stmt));
        case StmtKind::Assert: return assert_statement(as<Assert>(stmt));
        case StmtKind::Import: return import(as<Import>(stmt));
        case StmtKind::ImportFrom: return import_from(as<ImportFrom>(stmt));
        case StmtKind::Expr: return effect(*as<ExprStmt>(stmt).value);
        case StmtKind::Global:
        case StmtKind::Nonlocal:
        case StmtKind::Pass: return;
        case StmtKind::Break:
        case StmtKind::Continue: {
            std::size_t loop = blocks_.size();
            while (loop > 0 && blocks_[loop - 1]->kind != Block::Kind::Loop) --loop;
            if (loop == 0) return;
            const bool breaks = stmt.kind == StmtKind::Break;
            leave({breaks ? Exit::Kind::Break : Exit::Kind::Continue, loop - 1}, blocks_.size());
            return stop_flow();
        }
    }
}

void Compiler::if_statement(const If& stmt) {
    Label otherwise, end;
    condition(*stmt.test, false, otherwise);
    statements(stmt.body);
    if (stmt.orelse.empty()) {
        place_label(otherwise);
        return;
    }
    if (flow_.reachable) jump(end);
    place_label(otherwise);
    statements(stmt.orelse);
    place_label(end);
}

void Compiler::loop_body(Stmts body, Label& on_break, Label& on_continue, int state) {
    Block block(Block::Kind::Loop);
    block.on_break = &on_break;
    block.on_continue = &on_continue;
    block.state = state;
    blocks_.push_back(&block);
    statements(body);
    blocks_.pop_back();
}

// The test stands behind the body: one jump a round.
void Compiler::while_statement(const While& stmt) {
    Label again, test, end;
    jump(test);
    if (test.flow) flow_ = *test.flow;
    again.at = here();
    loop_body(stmt.body, end, test, -1);
    place_label(test);
    line(*stmt.test);
    condition(*stmt.test, true, again);
    statements(stmt.orelse);
    place_label(end);
}

void Compiler::for_statement(const For& stmt) {
    Label again, advance, end;
    const int state = temp(3);
    line(stmt);
    {
        const Temporaries temporaries(*this);
        const int source = reg(*stmt.iter);
        at(*stmt.iter);
        emit(Op::GetIter, state, source);
    }
    // The header's line has been told for the first round already.
    Label first;
    jump(code_->recorded ? first : advance);
    if (const auto& flow = (code_->recorded ? first : advance).flow) flow_ = *flow;
    again.at = here();
    const auto* name = try_as<ast::Name>(stmt.target);
    int target = name ? store_target(name->id) : -1;
    if (target >= 0) {
        after_store(name->id);
    } else {
        target = temp();
        assign_to(*stmt.target, target);
    }
    loop_body(stmt.body, end, advance, state);
    place_label(advance);
    if (code_->recorded) line(stmt);
    at(*stmt.iter);
    place_label(first);
    jump_when(Op::ForLoop, target, state, 0, again);
    statements(stmt.orelse);
    place_label(end);
}

// value = await anext(iterator); StopAsyncIteration jumps.
void Compiler::async_next(int iterator, int dest, Label& exhausted) {
    const int exception = temp();
    Label taken;
    Block block(Block::Kind::Try);
    open_range(block);
    blocks_.push_back(&block);
    {
        const Temporaries temporaries(*this);
        const int state = temp(2);
        emit(Op::AsyncNext, state, iterator);
        emit(Op::LoadConst, state + 1, constant(Value::none()) & kMaxOperand);
        emit(Op::YieldFrom, dest, state);
    }
    blocks_.pop_back();
    close_range(block);
    const Flow before = flow_;
    jump(taken);
    flow_ = before;
    add_handlers(block, here(), exception);
    const int cls = temp();
    load_global("StopAsyncIteration", cls);
    Label other;
    jump_when(Op::JumpNoMatch, exception, cls, 0, other);
    emit(Op::Clear, exception);
    jump(exhausted);
    place_label(other);
    emit(Op::Reraise, exception);
    stop_flow();
    place_label(taken);
}

void Compiler::async_for(const For& stmt) {
    Label advance, end, exhausted;
    const int state = temp();
    line(stmt);
    {
        const Temporaries temporaries(*this);
        const int source = reg(*stmt.iter);
        at(*stmt.iter);
        emit(Op::AsyncIter, state, source);
    }
    place_label(advance);
    at(*stmt.iter);
    const int value = temp();
    async_next(state, value, exhausted);
    assign_to(*stmt.target, value);
    loop_body(stmt.body, end, advance, state);
    line(stmt);
    jump(advance);
    place_label(exhausted);
    statements(stmt.orelse);
    place_label(end);
}

void Compiler::return_statement(const Return& stmt) {
    int value = stmt.value ? operand(*stmt.value) : constant(Value::none());
    at(stmt);
    if (!blocks_.empty() && (value & kConstantBit) != 0) {
        const int copy = temp();
        emit(Op::LoadConst, copy, value & kMaxOperand);
        value = copy;
    } else if (!blocks_.empty() && is_variable(value)) {
        const int copy = temp();  // a finally block may change the variable
        emit(Op::Move, copy, value);
        value = copy;
    }
    leave({Exit::Kind::Return, 0, value}, blocks_.size());
    stop_flow();
}

void Compiler::raise_statement(const Raise& stmt) {
    if (stmt.exc == nullptr) {
        emit(Op::RaiseAgain);
        return stop_flow();
    }
    const int exception = reg(*stmt.exc);
    const int cause = stmt.cause ? reg(*stmt.cause) : kNoOperand;
    at(stmt);
    emit(Op::Raise, exception, cause);
    stop_flow();
}

void Compiler::assert_statement(const Assert& stmt) {
    Label fine;
    condition(*stmt.test, true, fine);
    const int message = stmt.msg ? reg(*stmt.msg) : kNoOperand;
    at(*stmt.test);
    emit(Op::RaiseAssert, message);
    stop_flow();
    place_label(fine);
}

}  // namespace lang
