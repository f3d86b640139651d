// Expressions without calls and displays.
#include <charconv>
#include <cmath>

#include "lang/compiler_internal.h"
#include "lang/int.h"

namespace lang {

using namespace ast;

namespace {

Op offset(Op first, int index) { return static_cast<Op>(static_cast<int>(first) + index); }
Op binary_op(Operator op) { return offset(Op::Add, static_cast<int>(op)); }
Op compare_op(CmpOp op) { return offset(Op::Eq, static_cast<int>(op)); }
Op jump_op(CmpOp op) { return offset(Op::JumpEq, static_cast<int>(op)); }

Value float_constant(Heap& heap, std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        const std::size_t exponent = text.find_first_of("eE");
        const bool tiny = exponent != std::string_view::npos && exponent + 1 < text.size() &&
                          text[exponent + 1] == '-';
        value = tiny ? 0.0 : HUGE_VAL;
    }
    return heap.make_float(value);
}

}  // namespace

Value Compiler::constant_value(const Constant& expr) {
    Heap& heap = unit_.vm.heap();
    switch (expr.type) {
        case ConstantKind::None: return Value::none();
        case ConstantKind::True: return Value::true_();
        case ConstantKind::False: return Value::false_();
        case ConstantKind::Ellipsis: return Value::ellipsis();
        case ConstantKind::Int: {
            Completion number = int_from_text(unit_.vm, expr.text, 0, expr.text);
            if (number.ok()) return number.take();
            refuse(expr, "this integer is too long");
            return Value::none();
        }
        case ConstantKind::Float: return float_constant(heap, expr.text);
        case ConstantKind::Str: return heap.make_str(expr.text);
        case ConstantKind::Bytes: return heap.make_bytes(expr.text);
    }
    return Value::none();
}

// Constants, -5, tuples and slices of constants.
std::optional<Value> Compiler::folded(const Expr& expr) {
    if (const auto* literal = try_as<Constant>(&expr)) return constant_value(*literal);
    if (const auto* minus = try_as<UnaryOp>(&expr)) {
        const auto* number = try_as<Constant>(minus->operand);
        const bool numeric = number != nullptr && (number->type == ConstantKind::Int ||
                                                   number->type == ConstantKind::Float);
        if (minus->op != UnaryOperator::USub || !numeric) return std::nullopt;
        Completion negative = unit_.vm.negate(constant_value(*number));
        if (negative.ok()) return negative.take();
        return std::nullopt;
    }
    if (const auto* bounds = try_as<ast::Slice>(&expr)) return folded_slice(*bounds);
    const auto* tuple = try_as<ast::Tuple>(&expr);
    if (tuple == nullptr || tuple->elts.size() > 64) return std::nullopt;
    std::vector<Value> items;
    for (const Expr* element : tuple->elts) {
        std::optional<Value> item = folded(*element);
        if (!item) return std::nullopt;
        items.push_back(std::move(*item));
    }
    return unit_.vm.heap().make_tuple(items);
}

std::optional<Value> Compiler::folded_slice(const ast::Slice& expr) {
    auto* slice = unit_.vm.heap().make<lang::Slice>(unit_.vm.classes.slice);
    Value made = Value::adopt(slice);
    const std::pair<const Expr*, Value*> parts[] = {
        {expr.lower, &slice->start}, {expr.upper, &slice->stop}, {expr.step, &slice->step}};
    for (const auto& [part, target] : parts) {
        std::optional<Value> value = part ? folded(*part) : Value::none();
        if (!value) return std::nullopt;
        *target = std::move(*value);
    }
    return made;
}

int Compiler::operand(const Expr& expr) {
    if (const auto* literal = try_as<Constant>(&expr);
        literal && literal->type == ConstantKind::Str)
        return text_constant(literal->text) | kConstantBit;
    if (std::optional<Value> value = folded(expr)) return constant(std::move(*value));
    return reg(expr);
}

// With `:=` about, a variable may change between its reading and its use.
int Compiler::reg(const Expr& expr) {
    if (const auto* name = try_as<ast::Name>(&expr)) {
        at(expr);
        return load_name(name->id, -1, !scope_->frame().has_walrus);
    }
    const int dest = temp();
    into(expr, dest);
    return dest;
}

void Compiler::into(const Expr& expr, int dest) {
    const Temporaries temporaries(*this);
    if (const auto* literal = try_as<Constant>(&expr);
        literal && literal->type == ConstantKind::Str) {
        at(expr);
        emit(Op::LoadConst, dest, text_constant(literal->text));
        return;
    }
    if (std::optional<Value> value = folded(expr)) {
        at(expr);
        emit(Op::LoadConst, dest, constant(std::move(*value)) & kMaxOperand);
        return;
    }
    into_kind(expr, dest);
}

void Compiler::into_kind(const Expr& expr, int dest) {
    switch (expr.kind) {
        case ExprKind::BoolOp: return bool_op(as<BoolOp>(expr), dest);
        case ExprKind::NamedExpr: return named(as<NamedExpr>(expr), dest);
        case ExprKind::BinOp: {
            const auto& binary = as<BinOp>(expr);
            const int left = operand(*binary.left);
            const int right = operand(*binary.right);
            at(expr);
            emit(binary_op(binary.op), dest, left, right);
            return;
        }
        case ExprKind::UnaryOp: return unary(as<UnaryOp>(expr), dest);
        case ExprKind::Lambda: return lambda(as<Lambda>(expr), dest);
        case ExprKind::IfExp: return if_exp(as<IfExp>(expr), dest);
        case ExprKind::Dict: return dict(as<ast::Dict>(expr), dest);
        case ExprKind::Set: return sequence(as<ast::Set>(expr).elts, Op::BuildSet, dest);
        case ExprKind::ListComp:
        case ExprKind::SetComp:
        case ExprKind::DictComp: return any_comprehension(expr, dest);
        case ExprKind::GeneratorExp: return generator_expression(as<GeneratorExp>(expr), dest);
        case ExprKind::Await:
        case ExprKind::Yield:
        case ExprKind::YieldFrom: return suspending(expr, dest);
        case ExprKind::Compare: return compare(as<Compare>(expr), dest);
        case ExprKind::Call: return call(as<Call>(expr), dest);
        case ExprKind::FormattedValue: return formatted(as<FormattedValue>(expr), dest);
        case ExprKind::JoinedStr: return joined(as<JoinedStr>(expr), dest);
        case ExprKind::Attribute: {
            const int object = reg(*as<Attribute>(expr).value);
            at(expr);
            emit(Op::LoadAttr, dest, object, name_cache(as<Attribute>(expr).attr));
            return;
        }
        case ExprKind::Subscript: return subscript(as<Subscript>(expr), dest);
        case ExprKind::Name:
            at(expr);
            load_name(as<ast::Name>(expr).id, dest, false);
            return;
        case ExprKind::List: return sequence(as<ast::List>(expr).elts, Op::BuildList, dest);
        case ExprKind::Tuple: return sequence(as<ast::Tuple>(expr).elts, Op::BuildTuple, dest);
        case ExprKind::Slice: return slice(as<ast::Slice>(expr), dest);
        case ExprKind::Constant:
        case ExprKind::Starred: return;  // folded; only inside displays and calls
    }
}

void Compiler::any_comprehension(const Expr& expr, int dest) {
    if (const auto* list = try_as<ListComp>(&expr))
        return comprehension(expr, Op::BuildList, *list->elt, nullptr, list->generators, dest);
    if (const auto* set = try_as<SetComp>(&expr))
        return comprehension(expr, Op::BuildSet, *set->elt, nullptr, set->generators, dest);
    const auto& dict = as<DictComp>(expr);
    comprehension(expr, Op::BuildDict, *dict.key, dict.value, dict.generators, dest);
}

// await, yield, yield from
void Compiler::suspending(const Expr& expr, int dest) {
    if (const auto* awaiting = try_as<Await>(&expr)) {
        const int awaitable = reg(*awaiting->value);
        at(expr);
        return await_into(dest, awaitable);
    }
    if (const auto* delegating = try_as<YieldFrom>(&expr)) {
        const int iterable = reg(*delegating->value);
        const int state = temp(2);
        at(expr);
        emit(Op::GetYieldFrom, state, iterable);
        emit(Op::LoadConst, state + 1, constant(Value::none()) & kMaxOperand);
        emit(Op::YieldFrom, dest, state);
        return;
    }
    const Expr* value = as<Yield>(expr).value;
    const int given = value ? operand(*value) : constant(Value::none());
    at(expr);
    if (code_->recorded) emit(Op::RecordYield, 0, given);
    emit(Op::Yield, dest, given);
    if (code_->recorded) emit(Op::RecordResume);
}

void Compiler::await_into(int dest, int awaitable) {
    const int state = temp(2);
    emit(Op::GetAwaitable, state, awaitable);
    emit(Op::LoadConst, state + 1, constant(Value::none()) & kMaxOperand);
    emit(Op::YieldFrom, dest, state);
}

void Compiler::effect(const Expr& expr) {
    const Temporaries temporaries(*this);
    if (expr.kind == ExprKind::Constant) return;
    reg(expr);
}

// -- truth -----------------------------------------------------------------------------------

// The value so far is kept in a temporary, so that an exception leaves dest as it was.
void Compiler::bool_op(const BoolOp& expr, int dest) {
    const int work = is_variable(dest) ? temp() : dest;
    Label end;
    for (std::size_t i = 0; i < expr.values.size(); ++i) {
        into(*expr.values[i], work);
        if (i + 1 == expr.values.size()) break;
        at(*expr.values[i]);
        jump_when(Op::JumpTruth, expr.op == BoolOperator::Or, work, 0, end);
    }
    place_label(end);
    if (work != dest) emit(Op::Take, dest, work);
}

void Compiler::if_exp(const IfExp& expr, int dest) {
    Label otherwise, end;
    condition(*expr.test, false, otherwise);
    into(*expr.body, dest);
    jump(end);
    place_label(otherwise);
    into(*expr.orelse, dest);
    place_label(end);
}

void Compiler::unary(const UnaryOp& expr, int dest) {
    const int value = operand(*expr.operand);
    at(expr);
    switch (expr.op) {
        case UnaryOperator::Invert: emit(Op::Invert, dest, value); return;
        case UnaryOperator::Not: emit(Op::Not, dest, value); return;
        case UnaryOperator::UAdd: emit(Op::Positive, dest, value); return;
        case UnaryOperator::USub: emit(Op::Negate, dest, value); return;
    }
}

void Compiler::named(const NamedExpr& expr, int dest) {
    into(*expr.value, dest);
    at(expr);
    const int copy = temp();
    emit(Op::Move, copy, dest);
    store_name(as<ast::Name>(*expr.target).id, copy);
}

void Compiler::compare(const Compare& expr, int dest) {
    if (expr.ops.size() == 1) {
        const int left = operand(*expr.left);
        const int right = operand(*expr.comparators[0]);
        at(expr);
        emit(compare_op(expr.ops[0]), dest, left, right);
        return;
    }
    const int work = is_variable(dest) ? temp() : dest;
    Label end;
    int left = operand(*expr.left);
    for (std::size_t i = 0; i < expr.ops.size(); ++i) {
        const int right = operand(*expr.comparators[i]);
        at(expr);
        emit(compare_op(expr.ops[i]), work, left, right);
        if (i + 1 < expr.ops.size()) jump_when(Op::JumpTruth, 0, work, 0, end);
        left = right;
    }
    place_label(end);
    if (work != dest) emit(Op::Take, dest, work);
}

void Compiler::compare_condition(const Compare& expr, bool sense, Label& label) {
    const std::size_t last = expr.ops.size() - 1;
    Label skip;
    int left = operand(*expr.left);
    for (std::size_t i = 0; i <= last; ++i) {
        const int right = operand(*expr.comparators[i]);
        at(expr);
        const bool final = i == last;
        jump_when(jump_op(expr.ops[i]), final && sense, left, right,
                  !final && sense ? skip : label);
        left = right;
    }
    if (last > 0 && sense) place_label(skip);
}

// Jumps when bool(expr) == sense, else goes on.
void Compiler::condition(const Expr& expr, bool sense, Label& label) {
    const Temporaries temporaries(*this);
    if (const auto* unary = try_as<UnaryOp>(&expr); unary && unary->op == UnaryOperator::Not)
        return condition(*unary->operand, !sense, label);
    if (const auto* both = try_as<BoolOp>(&expr)) {
        // `a and b` is false as soon as one is: that one may jump at once.
        const bool decides = both->op == BoolOperator::Or;
        Label skip;
        for (std::size_t i = 0; i + 1 < both->values.size(); ++i)
            condition(*both->values[i], decides, sense == decides ? label : skip);
        condition(*both->values.back(), sense, label);
        if (sense != decides) place_label(skip);
        return;
    }
    if (const auto* comparison = try_as<Compare>(&expr))
        return compare_condition(*comparison, sense, label);
    const auto* literal = try_as<Constant>(&expr);
    if (literal && (literal->type == ConstantKind::True || literal->type == ConstantKind::False)) {
        if ((literal->type == ConstantKind::True) == sense) jump(label);
        return;
    }
    const int value = operand(expr);
    at(expr);
    jump_when(Op::JumpTruth, sense, value, 0, label);
}

// -- items, f-strings ------------------------------------------------------------------------

void Compiler::subscript(const Subscript& expr, int dest) {
    const int object = reg(*expr.value);
    const int key = operand(*expr.slice);
    at(expr);
    emit(Op::GetItem, dest, object, key);
}

void Compiler::slice(const ast::Slice& expr, int dest) {
    const int parts = temp(3);
    const Expr* given[] = {expr.lower, expr.upper, expr.step};
    for (int i = 0; i < 3; ++i) {
        if (given[i] != nullptr) {
            into(*given[i], parts + i);
        } else {
            emit(Op::LoadConst, parts + i, constant(Value::none()) & kMaxOperand);
        }
    }
    at(expr);
    emit(Op::BuildSlice, dest, parts);
}

void Compiler::joined(const JoinedStr& expr, int dest) {
    if (expr.values.empty()) {
        emit(Op::LoadConst, dest, text_constant(""));
        return;
    }
    const int count = static_cast<int>(expr.values.size());
    const int parts = temp(count);
    for (int i = 0; i < count; ++i) into(*expr.values[static_cast<std::size_t>(i)], parts + i);
    at(expr);
    emit(Op::BuildString, dest, parts, count);
}

void Compiler::formatted(const FormattedValue& expr, int dest) {
    int value = reg(*expr.value);
    if (expr.conversion != 0) {
        const int converted = temp();
        at(expr);
        emit(Op::Convert, converted, value, expr.conversion);
        value = converted;
    }
    const int spec = expr.format_spec ? reg(*expr.format_spec) : kNoOperand;
    at(expr);
    emit(Op::Format, dest, value, spec);
}

}  // namespace lang
