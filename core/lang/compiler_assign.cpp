// Assignment in all its forms, deletion, imports.
#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

using namespace ast;

namespace {
Op in_place_op(Operator op) {
    return static_cast<Op>(static_cast<int>(Op::InAdd) + static_cast<int>(op));
}
}  // namespace

void Compiler::assign(const Assign& stmt) {
    const auto* single = stmt.targets.size() == 1 ? try_as<ast::Name>(stmt.targets[0]) : nullptr;
    if (single != nullptr) {
        const int target = store_target(single->id);
        if (target >= 0) {
            into(*stmt.value, target);
            return after_store(single->id);
        }
    }
    if (stmt.targets.size() == 1 && assign_in_parallel(*stmt.targets[0], *stmt.value)) return;
    // With several targets the value is used several times and must stay where it is.
    int value = operand(*stmt.value);
    if (stmt.targets.size() > 1 && (value & kConstantBit) == 0 && !is_variable(value)) {
        for (const Expr* target : stmt.targets) {
            const Temporaries temporaries(*this);
            const int copy = temp();
            emit(Op::Move, copy, value);
            assign_to(*target, copy);
        }
        return;
    }
    for (const Expr* target : stmt.targets) assign_to(*target, value);
}

// `a, b = b, a` needs no tuple.
bool Compiler::assign_in_parallel(const Expr& target, const Expr& value) {
    const auto* to = try_as<ast::Tuple>(&target);
    const auto* from = try_as<ast::Tuple>(&value);
    if (to == nullptr || from == nullptr || to->elts.size() != from->elts.size()) return false;
    for (std::size_t i = 0; i < to->elts.size(); ++i) {
        if (to->elts[i]->kind == ExprKind::Starred) return false;
        if (from->elts[i]->kind == ExprKind::Starred) return false;
    }
    const int count = static_cast<int>(from->elts.size());
    const int items = temp(count);
    for (int i = 0; i < count; ++i) into(*from->elts[static_cast<std::size_t>(i)], items + i);
    for (int i = 0; i < count; ++i) assign_to(*to->elts[static_cast<std::size_t>(i)], items + i);
    return true;
}

// The operand may be emptied when it is a temporary.
void Compiler::assign_to(const Expr& target, int operand) {
    const Temporaries temporaries(*this);
    switch (target.kind) {
        case ExprKind::Name: at(target); return store_name(as<ast::Name>(target).id, operand);
        case ExprKind::Attribute: {
            const int object = reg(*as<Attribute>(target).value);
            at(target);
            emit(Op::StoreAttr, object, operand, name_cache(as<Attribute>(target).attr));
            return;
        }
        case ExprKind::Subscript: {
            const int object = reg(*as<Subscript>(target).value);
            const int key = this->operand(*as<Subscript>(target).slice);
            at(target);
            emit(Op::SetItem, object, key, operand);
            return;
        }
        case ExprKind::Tuple: return assign_unpacked(target, as<ast::Tuple>(target).elts, operand);
        case ExprKind::List: return assign_unpacked(target, as<ast::List>(target).elts, operand);
        default: refuse(target, "this cannot be assigned to");
    }
}

void Compiler::assign_unpacked(const Expr& target, Exprs elts, int operand) {
    const int count = static_cast<int>(elts.size());
    if ((operand & kConstantBit) != 0) {
        const int copy = temp();
        emit(Op::LoadConst, copy, operand & kMaxOperand);
        operand = copy;
    }
    const int items = temp(count);
    int star = -1;
    for (int i = 0; i < count; ++i)
        if (elts[static_cast<std::size_t>(i)]->kind == ExprKind::Starred) star = i;
    at(target);
    if (star < 0) {
        emit(Op::Unpack, items, operand, count);
    } else {
        emit(Op::UnpackStar, items, operand, star);
        emit_word(count - star - 1);
    }
    for (int i = 0; i < count; ++i) {
        const Expr* element = elts[static_cast<std::size_t>(i)];
        assign_to(i == star ? *as<Starred>(*element).value : *element, items + i);
    }
}

void Compiler::aug_assign(const AugAssign& stmt) {
    const Op op = in_place_op(stmt.op);
    if (const auto* name = try_as<ast::Name>(stmt.target)) {
        const int target = store_target(name->id);
        at(*stmt.target);
        const int old = load_name(name->id, -1, true);
        const int value = operand(*stmt.value);
        at(stmt);
        if (target >= 0) {
            emit(op, target, old, value);
            return after_store(name->id);
        }
        emit(op, old, old, value);
        return store_name(name->id, old);
    }
    const int old = temp();
    if (const auto* attribute = try_as<Attribute>(stmt.target)) {
        const int object = reg(*attribute->value);
        at(*attribute);
        emit(Op::LoadAttr, old, object, name_cache(attribute->attr));
        const int value = operand(*stmt.value);
        at(stmt);
        emit(op, old, old, value);
        emit(Op::StoreAttr, object, old, name_cache(attribute->attr));
        return;
    }
    const auto& item = as<Subscript>(*stmt.target);
    const int object = reg(*item.value);
    const int key = operand(*item.slice);
    at(item);
    emit(Op::GetItem, old, object, key);
    const int value = operand(*stmt.value);
    at(stmt);
    emit(op, old, old, value);
    emit(Op::SetItem, object, key, old);
}

// Annotations of variables are never evaluated here; those of classes: compiler_def.cpp.
void Compiler::ann_assign(const AnnAssign& stmt) {
    if (stmt.value == nullptr) {
        if (const auto* attribute = try_as<Attribute>(stmt.target)) effect(*attribute->value);
        return;
    }
    if (const auto* name = try_as<ast::Name>(stmt.target)) {
        const int target = store_target(name->id);
        if (target >= 0) {
            into(*stmt.value, target);
            return after_store(name->id);
        }
    }
    const int value = operand(*stmt.value);
    assign_to(*stmt.target, value);
}

void Compiler::delete_target(const Expr& target) {
    const Temporaries temporaries(*this);
    switch (target.kind) {
        case ExprKind::Name: at(target); return delete_name(as<ast::Name>(target).id);
        case ExprKind::Attribute: {
            const int object = reg(*as<Attribute>(target).value);
            at(target);
            emit(Op::DeleteAttr, object, 0, name_cache(as<Attribute>(target).attr));
            return;
        }
        case ExprKind::Subscript: {
            const int object = reg(*as<Subscript>(target).value);
            const int key = operand(*as<Subscript>(target).slice);
            at(target);
            emit(Op::DeleteItem, object, key);
            return;
        }
        case ExprKind::Tuple:
            for (const Expr* element : as<ast::Tuple>(target).elts) delete_target(*element);
            return;
        case ExprKind::List:
            for (const Expr* element : as<ast::List>(target).elts) delete_target(*element);
            return;
        default: refuse(target, "this cannot be deleted");
    }
}

void Compiler::import(const Import& stmt) {
    for (const Alias& alias : stmt.names) {
        const Temporaries temporaries(*this);
        const int module = temp();
        const std::size_t dot = alias.name.find('.');
        const bool top = alias.asname.empty() && dot != std::string_view::npos;
        at(alias);
        emit(Op::ImportModule, module, text_constant(alias.name), top);
        store_name(alias.asname.empty() ? alias.name.substr(0, dot) : alias.asname, module);
    }
}

void Compiler::import_from(const ImportFrom& stmt) {
    if (stmt.level > 0) return refuse(stmt, "relative imports are not offered");
    if (stmt.module == "__future__") return;
    const int module = temp();
    emit(Op::ImportModule, module, text_constant(stmt.module), 0);
    for (const Alias& alias : stmt.names) {
        const Temporaries temporaries(*this);
        if (alias.name == "*") {
            emit(Op::ImportStar, 0, module);
            continue;
        }
        const int value = temp();
        at(stmt);
        emit(Op::ImportFrom, value, module, text_constant(alias.name));
        store_name(alias.asname.empty() ? alias.name : alias.asname, value);
    }
}

}  // namespace lang
