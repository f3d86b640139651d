// Functions, lambdas, classes and their annotations.
#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

using namespace ast;

namespace {

const Constant* docstring(Stmts body) {
    const auto* first = body.empty() ? nullptr : try_as<ExprStmt>(body.front());
    const auto* text = first ? try_as<Constant>(first->value) : nullptr;
    return text != nullptr && text->type == ConstantKind::Str ? text : nullptr;
}

}  // namespace

void Compiler::set_parameters(const Arguments& args) {
    const auto count = [](std::size_t n) { return static_cast<std::uint16_t>(n); };
    code_->positional_only = count(args.posonlyargs.size());
    code_->positional = count(args.posonlyargs.size() + args.args.size());
    code_->keyword_only = count(args.kwonlyargs.size());
    code_->has_varargs = args.vararg != nullptr;
    code_->has_varkw = args.kwarg != nullptr;
}

void Compiler::mark_generator(bool is_async) {
    is_async_ = is_async;
    code_->is_generator = is_async || scope_->has_yield;
    if (!code_->is_generator) return;
    code_->generator_kind = !is_async           ? GeneratorKind::Generator
                            : scope_->has_yield ? GeneratorKind::AsyncGenerator
                                                : GeneratorKind::Coroutine;
}

std::shared_ptr<Code> Compiler::function_code(const Arguments& args, Stmts body,
                                              const Place& place) {
    code_->first_line = place.line;
    at(place);
    set_parameters(args);
    if (const Constant* doc = docstring(body)) code_->doc = constant_value(*doc);
    give_registers();
    for (int i = 0; i < code_->parameter_count(); ++i) {
        const Symbol& parameter = scope_->symbols[static_cast<std::size_t>(i)];
        flow_.bound[static_cast<std::size_t>(i)] = !parameter.deletable;
    }
    add_trace_code();
    make_cells();
    statements(body);
    const int none = constant(Value::none());
    if (flow_.reachable && code_->recorded) emit(Op::RecordReturn, 0, none);
    emit(Op::Return, 0, none);
    return finish();
}

std::shared_ptr<Code> Compiler::lambda_code(const Lambda& lambda) {
    code_->first_line = lambda.line;
    at(lambda);
    set_parameters(lambda.args);
    give_registers();
    for (int i = 0; i < code_->parameter_count(); ++i)
        flow_.bound[static_cast<std::size_t>(i)] = true;
    mark_generator(false);
    add_trace_code();
    make_cells();
    if (code_->recorded) line(*lambda.body);
    const int value = operand(*lambda.body);
    if (code_->recorded) emit(Op::RecordReturn, 0, value);
    emit(Op::Return, 0, value);
    return finish();
}

void Compiler::captures_of(Code& code, Scope& inner) {
    for (const std::string_view name : inner.free_names) {
        const Resolved resolved = unit_.symbols.resolve(*scope_, name);
        // A class body hands an outer cell down even where it binds the same name itself.
        const bool is_handed_down =
            resolved.where == Where::Free || resolved.where == Where::ClassLocal;
        if (is_handed_down) {
            const int index = scope_->frame().free_index(name);
            code.captures.push_back({Capture::From::Free, static_cast<std::uint16_t>(index)});
        } else {
            const int reg = resolved.symbol != nullptr ? resolved.symbol->reg : 0;
            code.captures.push_back({Capture::From::Register, static_cast<std::uint16_t>(reg)});
        }
    }
}

// Three registers in a row: defaults, keyword defaults, annotate; empty where there are none.
void Compiler::make_function(std::shared_ptr<const Code> code, const Arguments* args,
                             std::shared_ptr<const Code> annotate, int dest) {
    const bool has_defaults = args != nullptr && !args->defaults.empty();
    bool has_kw_defaults = false;
    for (std::size_t i = 0; args != nullptr && i < args->kw_defaults.size(); ++i)
        has_kw_defaults |= args->kw_defaults[i] != nullptr;
    if (!has_defaults && !has_kw_defaults && annotate == nullptr) {
        emit(Op::MakeFunction, dest, child(std::move(code)), kNoOperand);
        return;
    }
    const int extras = temp(3);
    for (int i = 0; i < 3; ++i) emit(Op::Clear, extras + i);
    if (has_defaults) {
        const int count = static_cast<int>(args->defaults.size());
        const int items = temp(count);
        for (int i = 0; i < count; ++i)
            into(*args->defaults[static_cast<std::size_t>(i)], items + i);
        emit(Op::BuildTuple, extras, items, count);
    }
    if (has_kw_defaults) {
        emit(Op::BuildDict, extras + 1, 0, 0);
        for (std::size_t i = 0; i < args->kwonlyargs.size(); ++i) {
            if (args->kw_defaults[i] == nullptr) continue;
            const Temporaries temporaries(*this);
            const int value = operand(*args->kw_defaults[i]);
            const int name = text_constant(mangle(args->kwonlyargs[i].name));
            emit(Op::DictAdd, extras + 1, name | kConstantBit, value);
        }
    }
    if (annotate) emit(Op::MakeFunction, extras + 2, child(std::move(annotate)), kNoOperand);
    emit(Op::MakeFunction, dest, child(std::move(code)), extras);
}

void Compiler::lambda(const Lambda& expr, int dest) {
    Scope& inner = unit_.symbols.scope_of(&expr);
    Compiler compiler(unit_, inner, CodeKind::Lambda, "<lambda>", this);
    std::shared_ptr<Code> code = compiler.lambda_code(expr);
    captures_of(*code, inner);
    at(expr);
    make_function(std::move(code), &expr.args, nullptr, dest);
}

std::shared_ptr<const Code> Compiler::function_annotations(const FunctionDef& def) {
    Scope* scope = unit_.symbols.annotations_of(&def);
    if (scope == nullptr) return nullptr;
    std::vector<std::pair<std::string_view, const Expr*>> found;
    const auto add = [&](const Arg* arg) {
        if (arg != nullptr && arg->annotation) found.emplace_back(arg->name, arg->annotation);
    };
    for (const Arg& arg : def.args.posonlyargs) add(&arg);
    for (const Arg& arg : def.args.args) add(&arg);
    add(def.args.vararg);
    for (const Arg& arg : def.args.kwonlyargs) add(&arg);
    add(def.args.kwarg);
    if (def.returns != nullptr) found.emplace_back("return", def.returns);
    Compiler compiler(unit_, *scope, CodeKind::Annotations, "__annotate__", this);
    compiler.at(def);
    std::shared_ptr<Code> code = compiler.annotations_code(found);
    captures_of(*code, *scope);
    return code;
}

std::shared_ptr<const Code> Compiler::class_annotations(const ClassDef& def) {
    Scope* scope = unit_.symbols.annotations_of(&def);
    if (scope == nullptr) return nullptr;
    std::vector<std::pair<std::string_view, const Expr*>> found;
    for (const Stmt* stmt : def.body) {
        const auto* annotated = try_as<AnnAssign>(stmt);
        if (annotated != nullptr && annotated->simple)
            found.emplace_back(mangle(as<ast::Name>(*annotated->target).id), annotated->annotation);
    }
    Compiler compiler(unit_, *scope, CodeKind::Annotations, "__annotate__", this);
    compiler.at(def);
    std::shared_ptr<Code> code = compiler.annotations_code(found);
    captures_of(*code, *scope);
    return code;
}

std::shared_ptr<Code> Compiler::annotations_code(
    const std::vector<std::pair<std::string_view, const Expr*>>& annotations) {
    code_->first_line = place_.line;
    give_registers();
    make_cells();
    const int dict = temp();
    emit(Op::BuildDict, dict, 0, 0);
    for (const auto& [name, annotation] : annotations) {
        const Temporaries temporaries(*this);
        const int value = operand(*annotation);
        emit(Op::DictAdd, dict, text_constant(name) | kConstantBit, value);
    }
    emit(Op::Return, 0, dict);
    return finish();
}

void Compiler::decorate(Exprs decorators, int base, int value) {
    for (std::size_t i = decorators.size(); i-- > 0;) {
        const int callee = base + 2 * static_cast<int>(i);
        emit(Op::Take, callee + 1, value);
        at(*decorators[i]);
        emit(Op::Call, value, callee, 1);
    }
}

void Compiler::function(const FunctionDef& def) {
    const Temporaries temporaries(*this);
    const int decorators = temp(2 * static_cast<int>(def.decorator_list.size()));
    for (std::size_t i = 0; i < def.decorator_list.size(); ++i)
        into(*def.decorator_list[i], decorators + 2 * static_cast<int>(i));
    const int value = temp();
    {
        const Temporaries inside(*this);
        at(def);
        Scope& inner = unit_.symbols.scope_of(&def);
        std::shared_ptr<const Code> annotate = function_annotations(def);
        Compiler compiler(unit_, inner, CodeKind::Function, std::string(def.name), this);
        compiler.mark_generator(def.is_async);
        std::shared_ptr<Code> code = compiler.function_code(def.args, def.body, def);
        if (!def.decorator_list.empty()) code->decorated_line = def.decorator_list.front()->line;
        captures_of(*code, inner);
        make_function(std::move(code), &def.args, std::move(annotate), value);
    }
    decorate(def.decorator_list, decorators, value);
    at(def);
    store_name(def.name, value);
}

void Compiler::class_def(const ClassDef& def) {
    const Temporaries temporaries(*this);
    const int decorators = temp(2 * static_cast<int>(def.decorator_list.size()));
    for (std::size_t i = 0; i < def.decorator_list.size(); ++i)
        into(*def.decorator_list[i], decorators + 2 * static_cast<int>(i));
    const int value = temp();
    {
        const Temporaries inside(*this);
        const int base = temp(3);
        at(def);
        Scope& inner = unit_.symbols.scope_of(&def);
        Compiler compiler(unit_, inner, CodeKind::ClassBody, std::string(def.name), this);
        std::shared_ptr<Code> code = compiler.class_code(def);
        captures_of(*code, inner);
        emit(Op::MakeFunction, base, child(std::move(code)), kNoOperand);
        sequence(def.bases, Op::BuildTuple, base + 1);
        emit(Op::LoadConst, base + 2, constant(Value::none()) & kMaxOperand);
        if (!def.keywords.empty()) spread_keywords(def.keywords, base + 2, base);
        at(def);
        emit(Op::Call, value, base, 2);
    }
    decorate(def.decorator_list, decorators, value);
    at(def);
    store_name(def.name, value);
}

// The T of `class Box[T]` is the same object wherever it is named.
Value Compiler::type_variable(const void* declared_by, std::string_view name) {
    Value& known = unit_.type_variables[declared_by];
    if (known.empty()) {
        auto* variable = unit_.vm.heap().make<TypeVar>(unit_.vm.classes.type_var);
        variable->name = name;
        known = Value::adopt(variable);
    }
    return known;
}

// `class Box[T]` keeps its parameters as __type_params__, which makes Box[int] possible.
void Compiler::store_type_params(std::span<const TypeParam> params) {
    std::vector<Value> variables;
    for (const TypeParam& param : params) {
        variables.push_back(type_variable(&param, param.name));
    }
    const Temporaries temporaries(*this);
    const int value = temp();
    emit(Op::LoadConst, value, constant(unit_.vm.heap().make_tuple(variables)) & kMaxOperand);
    store_name("__type_params__", value);
}

// The body is a function of the bases and the keywords that gives the class.
std::shared_ptr<Code> Compiler::class_code(const ClassDef& def) {
    class_name_ = def.name;
    code_->first_line = def.line;
    at(def);
    code_->positional = 2;
    code_->variables.resize(2);
    next_temp_ = 2;
    if (const Constant* doc = docstring(def.body)) code_->doc = constant_value(*doc);
    give_registers();
    flow_.bound.resize(static_cast<std::size_t>(first_temp_));
    add_trace_code();
    make_cells();
    for (const Symbol& symbol : scope_->symbols) {
        if (symbol.reg < 0) continue;
        if (symbol.name == "__class__") {
            if (symbol.captured) code_->class_cell = symbol.reg;
        } else {
            code_->class_names.push_back(static_cast<std::uint16_t>(symbol.reg));
        }
    }
    if (!def.type_params.empty()) store_type_params(def.type_params);
    statements(def.body);
    at(def);
    int annotate = kNoOperand;
    if (std::shared_ptr<const Code> code = class_annotations(def)) {
        annotate = temp();
        emit(Op::MakeFunction, annotate, child(std::move(code)), kNoOperand);
    }
    const int made = temp();
    emit(Op::EndClass, made, annotate);
    if (code_->recorded) emit(Op::RecordReturn, 0, constant(Value::none()));
    emit(Op::Return, 0, made);
    return finish();
}

}  // namespace lang
