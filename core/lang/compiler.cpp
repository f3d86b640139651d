#include "lang/compiler.h"

#include <algorithm>

#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

std::shared_ptr<const SourceFile> make_source(std::string_view name, std::string_view text) {
    auto source = std::make_shared<SourceFile>();
    source->name = name;
    source->text = text;
    source->line_starts.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool ends =
            text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
        if (ends) source->line_starts.push_back(static_cast<std::uint32_t>(i + 1));
    }
    return source;
}

std::string_view SourceFile::line(int number) const {
    if (number < 1 || static_cast<std::size_t>(number) > line_starts.size()) return {};
    const std::size_t begin = line_starts[static_cast<std::size_t>(number) - 1];
    std::string_view rest = std::string_view(text).substr(begin);
    return rest.substr(0, rest.find_first_of("\r\n"));
}

const ast::Place& Code::place_of(std::uint32_t index) const {
    static const ast::Place nowhere;
    const auto after =
        std::upper_bound(places.begin(), places.end(), index,
                         [](std::uint32_t at, const PlaceEntry& entry) { return at < entry.at; });
    return after == places.begin() ? nowhere : std::prev(after)->place;
}

std::uint16_t global_slot(Module& module, std::string_view name) {
    const auto known = std::find(module.names.begin(), module.names.end(), name);
    const auto slot = known - module.names.begin();
    if (known == module.names.end()) {
        module.names.emplace_back(name);
        module.slots.emplace_back();
    }
    return static_cast<std::uint16_t>(slot);
}

namespace {

base::Result<std::shared_ptr<const Code>> finished(const Unit& unit, std::shared_ptr<Code> code) {
    if (unit.error) return *unit.error;
    return std::shared_ptr<const Code>(std::move(code));
}

// Functions may have brought more global names than the module's own code; the trace shows those
// that are not just built-ins looked up.
void tell_all_globals(Vm& vm, const Module& module, const Scope& scope, const Code& code) {
    if (!code.recorded) return;
    std::vector<std::string> names;
    for (const Value& name : code.variables)
        names.emplace_back(name.empty() ? "" : name.as<Str>()->view());
    for (const std::string& name : module.names) {
        const bool is_shown = scope.find(name) || dict_find(*vm.builtins.as<Dict>(), name).empty();
        names.emplace_back(is_shown ? name : "");
    }
    vm.recorder()->set_variables(code.trace_id, std::move(names));
}

}  // namespace

base::Result<std::shared_ptr<const Code>> compile_module(Vm& vm, const Ast& ast, Module& module,
                                                         std::shared_ptr<const SourceFile> source,
                                                         CodeOrigin origin) {
    const auto symbols = SymbolTable::build(ast);
    const bool is_library = origin == CodeOrigin::Library;
    const bool recorded = vm.recorder() != nullptr && !is_library;
    Unit unit{vm, *symbols, module, std::move(source), recorded, {}, {}};
    unit.is_library = is_library;
    Compiler compiler(unit, symbols->module(), CodeKind::Module, "<module>", nullptr);
    const std::shared_ptr<Code> code = compiler.module(ast);
    tell_all_globals(vm, module, symbols->module(), *code);
    return finished(unit, code);
}

base::Result<std::shared_ptr<const Code>> compile_expression(
    Vm& vm, const Ast& ast, Module& module, std::shared_ptr<const SourceFile> source) {
    const auto symbols = SymbolTable::build(ast);
    Unit unit{vm, *symbols, module, std::move(source), false, {}, {}};
    Compiler compiler(unit, symbols->module(), CodeKind::Annotations, "<module>", nullptr);
    return finished(unit, compiler.expression_code(*ast.expression));
}

Compiler::Compiler(Unit& unit, Scope& scope, CodeKind kind, std::string name,
                   const Compiler* parent)
    : unit_(unit), scope_(&scope), parent_(parent), code_(std::make_shared<Code>()) {
    code_->kind = kind;
    code_->source = unit.source;
    code_->is_library = unit.is_library;
    code_->recorded = unit.recorded && kind != CodeKind::Annotations;
    code_->qualname = parent ? parent->inner_qualname(name) : name;
    code_->name = std::move(name);
    if (parent) class_name_ = parent->class_name_;
}

std::string Compiler::inner_qualname(std::string_view name) const {
    if (const Symbol* symbol = scope_->find(name); symbol && symbol->declared_global)
        return std::string(name);
    switch (code_->kind) {
        case CodeKind::Module: return std::string(name);
        case CodeKind::ClassBody: return code_->qualname + "." + std::string(name);
        case CodeKind::Function:
        case CodeKind::Lambda:
        case CodeKind::GeneratorExpression:
        case CodeKind::Annotations: return code_->qualname + ".<locals>." + std::string(name);
    }
    return std::string(name);
}

std::shared_ptr<Code> Compiler::module(const Ast& ast) {
    if (!ast.body.empty()) {
        code_->first_line = 1;
        at(*ast.body.front());
    }
    give_registers();
    add_trace_code();
    statements(ast.body);
    const int none = constant(Value::none());
    if (code_->recorded) emit(Op::RecordReturn, 0, none);
    emit(Op::Return, 0, none);
    return finish();
}

std::shared_ptr<Code> Compiler::expression_code(const ast::Expr& expr) {
    at(expr);
    give_registers();
    const Temporaries temporaries(*this);
    emit(Op::Return, 0, operand(expr));
    return finish();
}

// Variables first, those of the comprehensions that run in this frame too.
void Compiler::give_registers() {
    const auto give = [this](Scope& scope) {
        for (Symbol& symbol : scope.symbols) {
            const bool local = symbol.bound && !symbol.declared_global &&
                               !symbol.declared_nonlocal && !symbol.type_parameter;
            if (!local || scope.kind == ScopeKind::Module) continue;
            symbol.reg = next_temp_++;
            code_->variables.push_back(unit_.vm.heap().intern(symbol.name));
        }
    };
    give(*scope_);
    for (Scope* inner : scope_->comprehensions) give(*inner);
    for (const std::string_view name : scope_->free_names)
        code_->free_names.push_back(unit_.vm.heap().intern(name));
    flow_.bound.resize(static_cast<std::size_t>(next_temp_));
    first_temp_ = max_temp_ = next_temp_;
}

// Variables that inner functions use move into cells as the first thing.
void Compiler::make_cells() {
    for (Symbol& symbol : scope_->symbols) {
        if (symbol.reg < 0 || !symbol.captured) continue;
        emit(Op::MakeCell, symbol.reg);
        if (!code_->recorded || code_->kind == CodeKind::ClassBody) continue;
        shadows_.emplace_back(symbol.reg, 0);
    }
    // Shadows stand behind the variables, in front of the temporaries.
    for (auto& [reg, shadow] : shadows_) {
        shadow = next_temp_++;
        code_->variables.emplace_back();
    }
    first_temp_ = next_temp_;
    max_temp_ = std::max(max_temp_, next_temp_);
}

// Slots of the trace: registers of variables, then free variables.
void Compiler::add_trace_code() {
    if (!code_->recorded) return;
    trace::CodeInfo info;
    info.function = code_->name;
    info.first_line = code_->first_line;
    switch (code_->kind) {
        case CodeKind::Module: info.kind = trace::CodeKind::Module; break;
        case CodeKind::Lambda: info.kind = trace::CodeKind::Lambda; break;
        case CodeKind::GeneratorExpression: info.kind = trace::CodeKind::Comprehension; break;
        case CodeKind::ClassBody: info.kind = trace::CodeKind::ClassBody; break;
        case CodeKind::Function:
        case CodeKind::Annotations: info.kind = trace::CodeKind::Function; break;
    }
    const bool is_module = code_->kind == CodeKind::Module;
    for (const Value& name : code_->variables)
        info.variables.emplace_back(name.empty() ? "" : name.as<Str>()->view());
    if (is_module) {
        // Its registers are the variables of comprehensions; tell_all_globals adds the globals.
        info.first_global_slot = static_cast<int>(info.variables.size());
        for (const Symbol& symbol : scope_->symbols) global_slot(unit_.module, symbol.name);
    } else {
        info.first_outer_slot = static_cast<int>(info.variables.size());
        for (const Value& name : code_->free_names)
            info.variables.emplace_back(name.as<Str>()->view());
    }
    const bool has_arguments = !is_module && code_->kind != CodeKind::ClassBody &&
                               code_->kind != CodeKind::GeneratorExpression;
    info.parameter_count = has_arguments ? code_->parameter_count() : 0;
    code_->trace_id = unit_.vm.recorder()->add_code(std::move(info));
    emit(Op::RecordCall);
}

// -- emitting --------------------------------------------------------------------------------

int Compiler::emit(Op op, int a, int b, int c) {
    const int index = here();
    const auto fits = [](int operand) { return operand >= 0 && operand <= 0xffff; };
    if (!fits(a) || !fits(b) || !fits(c)) refuse(place_, "this function is too large");
    const auto short_of = [](int operand) { return static_cast<std::uint16_t>(operand); };
    code_->instructions.push_back({op, short_of(a), short_of(b), short_of(c)});
    auto& places = code_->places;
    const auto same = [](const ast::Place& p, const ast::Place& q) {
        return p.line == q.line && p.column == q.column && p.end_line == q.end_line &&
               p.end_column == q.end_column;
    };
    if (places.empty() || !same(places.back().place, place_))
        places.push_back({static_cast<std::uint32_t>(index), place_});
    return index;
}

void Compiler::emit_word(int a, int b, int c) { emit(Op::Jump, a, b, c); }

void Compiler::merge_into(Label& label) {
    if (!flow_.reachable) return;
    if (!label.flow) {
        label.flow = flow_;
        return;
    }
    for (std::size_t i = 0; i < flow_.bound.size(); ++i)
        if (!flow_.bound[i]) label.flow->bound[i] = false;
}

void Compiler::jump_word(Label& label) {
    const int at = here();
    if (label.at < 0) {
        label.uses.push_back(at);
        merge_into(label);
        emit_word(0);
        return;
    }
    const auto distance = static_cast<std::uint32_t>(label.at - at);
    const int cost = std::min(at - label.at + 1, 0xffff);
    emit_word(cost, static_cast<int>(distance & 0xffff), static_cast<int>(distance >> 16));
}

void Compiler::jump(Label& label) {
    jump_word(label);
    stop_flow();
}

void Compiler::jump_when(Op op, int a, int b, int c, Label& label) {
    emit(op, a, b, c);
    jump_word(label);
}

void Compiler::place_label(Label& label) {
    label.at = here();
    for (const int use : label.uses) {
        Instruction& word = code_->instructions[static_cast<std::size_t>(use)];
        const auto distance = static_cast<std::uint32_t>(label.at - use);
        word.b = static_cast<std::uint16_t>(distance & 0xffff);
        word.c = static_cast<std::uint16_t>(distance >> 16);
    }
    merge_into(label);
    if (label.flow) flow_ = *label.flow;
}

int Compiler::temp(int count) {
    const int first = next_temp_;
    next_temp_ += count;
    max_temp_ = std::max(max_temp_, next_temp_);
    if (next_temp_ >= kMaxOperand) {
        refuse(place_, "this function is too large");
        next_temp_ = first;
    }
    return first;
}

int Compiler::constant(Value value) {
    const bool shared = !value.is_object();
    if (shared) {
        const auto known = small_constants_.find(value.bits());
        if (known != small_constants_.end()) return known->second;
    }
    const int index = static_cast<int>(code_->constants.size());
    if (index >= kMaxOperand - 1) refuse(place_, "this function has too many constants");
    const int encoded = (index | kConstantBit) & 0xffff;
    if (shared) small_constants_[value.bits()] = encoded;
    code_->constants.push_back(std::move(value));
    return encoded;
}

int Compiler::text_constant(std::string_view text) {
    const auto [known, is_new] = texts_.try_emplace(std::string(text), 0);
    if (is_new) {
        // Names and other short texts are one object everywhere; long ones are not kept around.
        constexpr std::size_t kInterned = 64;
        Heap& heap = unit_.vm.heap();
        Value value = text.size() <= kInterned ? heap.intern(text) : heap.make_str(text);
        known->second = constant(std::move(value)) & kMaxOperand;
    }
    return known->second;
}

int Compiler::name_cache(std::string_view name) {
    AttributeCache cache;
    cache.name = unit_.vm.heap().intern(mangle(name));
    code_->caches.push_back(std::move(cache));
    return static_cast<int>(code_->caches.size()) - 1;
}

int Compiler::child(std::shared_ptr<const Code> code) {
    code_->children.push_back(std::move(code));
    return static_cast<int>(code_->children.size()) - 1;
}

void Compiler::refuse(const ast::Place& place, std::string message) {
    if (unit_.error) return;
    unit_.error = base::Error{"Unsupported", std::move(message), {place.line, place.column}};
}

std::string_view Compiler::mangle(std::string_view name) {
    return unit_.symbols.mangle(class_name_, name);
}

std::shared_ptr<Code> Compiler::finish() {
    Code& code = *code_;
    code.registers = static_cast<std::uint16_t>(max_temp_);
    code.entry_cost = static_cast<std::uint16_t>(std::min(here(), 0xffff));
    code.is_simple =
        !code.is_generator && !code.has_varargs && !code.has_varkw && code.keyword_only == 0;
    code.instructions.shrink_to_fit();
    return std::move(code_);
}

}  // namespace lang
