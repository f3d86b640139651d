// Calls.
#include <algorithm>

#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

using namespace ast;

namespace {

bool spreads(const Call& expr) {
    return std::any_of(expr.args.begin(), expr.args.end(),
                       [](const Expr* e) { return e->kind == ExprKind::Starred; }) ||
           std::any_of(expr.keywords.begin(), expr.keywords.end(),
                       [](const KeywordArg& k) { return k.name.empty(); }) ||
           expr.args.size() + expr.keywords.size() > 250;
}

}  // namespace

void Compiler::call(const Call& expr, int dest) {
    if (super_call(expr, dest)) return;
    const auto* method = try_as<Attribute>(expr.func);
    if (method != nullptr && !spreads(expr)) {
        const int base = temp(2);
        const auto* name = try_as<ast::Name>(method->value);
        int object = base + 1;
        if (name != nullptr) {
            at(*name);
            object = load_name(name->id, base + 1, true);
        } else {
            into(*method->value, base + 1);
        }
        at(*method);
        emit(Op::LoadMethod, base, object, name_cache(method->attr));
        at(expr);
        return call_arguments(expr, base, true, dest);
    }
    const int base = temp();
    into(*expr.func, base);
    if (spreads(expr)) return call_spread(expr, base, dest);
    call_arguments(expr, base, false, dest);
}

void Compiler::call_arguments(const Call& expr, int base, bool method, int dest) {
    const int positional = static_cast<int>(expr.args.size());
    const int count = positional + static_cast<int>(expr.keywords.size());
    const int first = temp(count);
    for (int i = 0; i < positional; ++i) into(*expr.args[static_cast<std::size_t>(i)], first + i);
    std::vector<Value> names;
    for (std::size_t i = 0; i < expr.keywords.size(); ++i) {
        into(*expr.keywords[i].value, first + positional + static_cast<int>(i));
        names.push_back(unit_.vm.heap().intern(expr.keywords[i].name));
    }
    at(expr);
    if (names.empty()) {
        emit(method ? Op::CallMethod : Op::Call, dest, base, count);
        return;
    }
    emit(method ? Op::CallMethodKw : Op::CallKw, dest, base, count);
    emit_word(0, constant(unit_.vm.heap().make_tuple(names)) & kMaxOperand);
}

void Compiler::call_spread(const Call& expr, int base, int dest) {
    const int arguments = temp(2);
    starred_list(expr.args, arguments, base);
    emit(Op::Clear, arguments + 1);
    if (!expr.keywords.empty()) spread_keywords(expr.keywords, arguments + 1, base);
    at(expr);
    emit(Op::CallSpread, dest, base);
}

void Compiler::spread_keywords(std::span<KeywordArg> keywords, int dest, int function) {
    emit(Op::BuildDict, dest, 0, 0);
    for (const KeywordArg& keyword : keywords) {
        const Temporaries temporaries(*this);
        if (keyword.name.empty()) {
            const int mapping = reg(*keyword.value);
            at(keyword);
            emit(Op::DictMerge, dest, mapping, function);
            continue;
        }
        const int single = temp();
        const int pair = temp(2);
        emit(Op::LoadConst, pair, text_constant(keyword.name));
        into(*keyword.value, pair + 1);
        at(keyword);
        emit(Op::BuildDict, single, pair, 1);
        emit(Op::DictMerge, dest, single, function);
    }
}

// `super()` is super(__class__, first parameter).
bool Compiler::super_call(const Call& expr, int dest) {
    const auto* name = try_as<ast::Name>(expr.func);
    if (name == nullptr || name->id != "super" || !expr.args.empty() || !expr.keywords.empty())
        return false;
    if (unit_.symbols.resolve(*scope_, "super").where != Where::Global) return false;
    const Resolved cls = unit_.symbols.resolve(*scope_, "__class__");
    Scope& frame = scope_->frame();
    if (cls.where != Where::Free || code_->parameter_count() == 0 || frame.symbols.empty())
        return false;
    const int base = temp(3);
    at(expr);
    load_global("super", base);
    emit(Op::LoadFree, base + 1, cls.free_index);
    const Symbol& self = frame.symbols.front();
    emit(self.captured ? Op::LoadCell : Op::Move, base + 2, self.reg);
    emit(Op::Call, dest, base, 2);
    return true;
}

}  // namespace lang
