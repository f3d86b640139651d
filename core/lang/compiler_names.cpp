// Reading, binding and deleting names.
#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

int Compiler::resolve_global(std::string_view name) {
    const auto [known, is_new] = unit_.globals.try_emplace(std::string(name), 0);
    if (is_new) {
        if (unit_.module.names.size() >= kMaxOperand) refuse(place_, "too many global names");
        known->second = global_slot(unit_.module, name);
    }
    return known->second;
}

void Compiler::load_global(std::string_view name, int dest) {
    const Value built_in = dict_find(*unit_.vm.builtins.as<lang::Dict>(), name);
    const int fallback = built_in.empty() ? kNoOperand : constant(built_in) & kMaxOperand;
    emit(Op::LoadGlobal, dest, resolve_global(name), fallback);
}

void Compiler::load_resolved(const Resolved& resolved, std::string_view name, int dest) {
    switch (resolved.where) {
        case Where::Local: {
            const int reg = resolved.symbol->reg;
            if (!flow_.bound[static_cast<std::size_t>(reg)]) emit(Op::CheckBound, reg);
            if (reg != dest) emit(Op::Move, dest, reg);
            return;
        }
        case Where::Cell: emit(Op::LoadCell, dest, resolved.symbol->reg); return;
        case Where::Free: emit(Op::LoadFree, dest, resolved.free_index); return;
        case Where::Global: return load_global(name, dest);
        case Where::ClassLocal:
            emit(Op::LoadBound, dest, resolved.symbol->reg);
            return load_global(name, dest);
        case Where::TypeParameter: {
            const Value variable = type_variable(resolved.symbol->declared_by, name);
            emit(Op::LoadConst, dest, constant(variable) & kMaxOperand);
            return;
        }
    }
}

// Annotations see the names of the class they stand in, once it is made.
int Compiler::load_name(std::string_view written, int dest, bool in_place) {
    const std::string_view name = mangle(written);
    const Resolved resolved = unit_.symbols.resolve(*scope_, name);
    if (resolved.where == Where::Local && in_place) {
        const int reg = resolved.symbol->reg;
        if (!flow_.bound[static_cast<std::size_t>(reg)]) emit(Op::CheckBound, reg);
        return reg;
    }
    if (dest < 0) dest = temp();
    if (code_->kind == CodeKind::Annotations && scope_->parent != nullptr &&
        scope_->parent->kind == ScopeKind::Class && name != "__class__") {
        const Symbol* symbol = scope_->parent->find(name);
        const int cell = scope_->free_index("__class__");
        if (symbol != nullptr && symbol->bound && !symbol->type_parameter && cell >= 0)
            emit(Op::LoadFromClass, dest, cell, text_constant(name));
    }
    load_resolved(resolved, name, dest);
    return dest;
}

// A local variable can be computed right where it lives.
int Compiler::store_target(std::string_view name) {
    const Resolved resolved = unit_.symbols.resolve(*scope_, mangle(name));
    const bool local = resolved.where == Where::Local || resolved.where == Where::ClassLocal;
    return local ? resolved.symbol->reg : -1;
}

void Compiler::after_store(std::string_view written) {
    const std::string_view name = mangle(written);
    const Resolved resolved = unit_.symbols.resolve(*scope_, name);
    if (resolved.where == Where::Local && !resolved.symbol->deletable)
        flow_.bound[static_cast<std::size_t>(resolved.symbol->reg)] = true;
    if (code_->recorded) record(resolved, name);
}

void Compiler::record(const Resolved& resolved, std::string_view name) {
    switch (resolved.where) {
        case Where::Local:
        case Where::ClassLocal: emit(Op::RecordLocal, resolved.symbol->reg); return;
        case Where::Cell: {
            int shadow = kNoOperand;
            for (const auto& [reg, its_shadow] : shadows_)
                if (reg == resolved.symbol->reg) shadow = its_shadow;
            emit(Op::RecordCell, resolved.symbol->reg, shadow);
            return;
        }
        case Where::Free: {
            const int slot = static_cast<int>(code_->variables.size()) + resolved.free_index;
            emit(Op::RecordFree, resolved.free_index, slot);
            return;
        }
        case Where::Global: emit(Op::RecordGlobal, resolve_global(name)); return;
        case Where::TypeParameter: return;
    }
}

void Compiler::store_name(std::string_view written, int operand) {
    const std::string_view name = mangle(written);
    const Resolved resolved = unit_.symbols.resolve(*scope_, name);
    switch (resolved.where) {
        case Where::Local:
        case Where::ClassLocal: {
            const int reg = resolved.symbol->reg;
            if ((operand & kConstantBit) != 0) {
                emit(Op::LoadConst, reg, operand & kMaxOperand);
            } else if (operand != reg) {
                emit(is_variable(operand) ? Op::Move : Op::Take, reg, operand);
            }
            break;
        }
        case Where::Cell: emit(Op::StoreCell, resolved.symbol->reg, operand); break;
        case Where::Free: emit(Op::StoreFree, resolved.free_index, operand); break;
        case Where::Global: emit(Op::StoreGlobal, resolve_global(name), operand); break;
        case Where::TypeParameter: return;
    }
    after_store(written);
}

void Compiler::delete_name(std::string_view written) {
    const std::string_view name = mangle(written);
    const Resolved resolved = unit_.symbols.resolve(*scope_, name);
    switch (resolved.where) {
        case Where::Local:
        case Where::ClassLocal: emit(Op::DeleteLocal, resolved.symbol->reg); break;
        case Where::Cell: emit(Op::DeleteCell, resolved.symbol->reg); break;
        case Where::Free: emit(Op::DeleteFree, resolved.free_index); break;
        case Where::Global: emit(Op::DeleteGlobal, resolve_global(name)); break;
        case Where::TypeParameter: return;
    }
    if (code_->recorded) record(resolved, name);
}

// What the end of an except block does to its name: it may have been deleted already.
void Compiler::unbind_name(std::string_view written) {
    const std::string_view name = mangle(written);
    const Resolved resolved = unit_.symbols.resolve(*scope_, name);
    const int none = constant(Value::none());
    switch (resolved.where) {
        case Where::Local:
        case Where::ClassLocal: emit(Op::Clear, resolved.symbol->reg); break;
        case Where::Cell:
            emit(Op::StoreCell, resolved.symbol->reg, none);
            emit(Op::DeleteCell, resolved.symbol->reg);
            break;
        case Where::Free:
            emit(Op::StoreFree, resolved.free_index, none);
            emit(Op::DeleteFree, resolved.free_index);
            break;
        case Where::Global:
            emit(Op::StoreGlobal, resolve_global(name), none);
            emit(Op::DeleteGlobal, resolve_global(name));
            break;
        case Where::TypeParameter: return;
    }
    if (code_->recorded) record(resolved, name);
}

}  // namespace lang
