// Instructions about variables, recording, functions and classes.
#include <fmt/format.h>

#include <array>

#include "lang/class.h"
#include "lang/metaclass.h"
#include "lang/native.h"
#include "lang/snapshot.h"
#include "lang/vm_impl.h"
#include "trace/recorder.h"

namespace lang {

// -- recording -------------------------------------------------------------------------------

namespace {

// A cell is shown by what it holds.
trace::ValueRef shown_cell(Vm& vm, const Value& v) {
    if (v.is_small() && trace::ValueRef::fits(v.as_small()))
        return trace::ValueRef::integer(v.as_small());
    if (v.empty()) return {};
    if (v.is(Kind::Cell)) return shown_cell(vm, v.as<Cell>()->value);
    return snapshot(vm, v);
}

}  // namespace

Completion Vm::Impl::op_RecordCell(Frame& frame, const Instruction* pc) {
    const Value& content = frame.registers[pc->a].as<Cell>()->value;
    vm.recorder()->assign(pc->a, shown_cell(vm, content));
    if (pc->b != kNoOperand) frame.registers[pc->b] = content;
    return Completion::none();
}

Completion Vm::Impl::op_SyncCell(Frame& frame, const Instruction* pc) {
    const Value& content = frame.registers[pc->a].as<Cell>()->value;
    Value& shadow = frame.registers[pc->b];
    if (content.same_as(shadow)) return Completion::none();
    vm.recorder()->assign(pc->a, shown_cell(vm, content));
    shadow = content;
    return Completion::none();
}

Completion Vm::Impl::op_RecordFree(Frame& frame, const Instruction* pc) {
    const auto* function = frame.function.as<Function>();
    vm.recorder()->assign(pc->b, shown_cell(vm, function->closure[pc->a]));
    return Completion::none();
}

Completion Vm::Impl::op_RecordCall(Frame& frame, const Instruction*) {
    const Code& code = *frame.code;
    constexpr std::size_t kFew = 16;
    trace::ValueRef few[kFew];
    std::vector<trace::ValueRef> many;
    std::span<trace::ValueRef> values = few;
    const bool has_arguments = code.kind == CodeKind::Function || code.kind == CodeKind::Lambda;
    const auto parameters = static_cast<std::size_t>(has_arguments ? code.parameter_count() : 0);
    // What comes from enclosing functions is told too; it stands behind the variables.
    const std::size_t free_names = has_arguments ? code.free_names.size() : 0;
    const std::size_t count = free_names == 0 ? parameters : code.variables.size() + free_names;
    if (count > kFew) {
        many.resize(count);
        values = many;
    }
    for (std::size_t i = 0; i < parameters; ++i) values[i] = shown_cell(vm, frame.registers[i]);
    if (free_names != 0) {
        const ValueVector& closure = frame.function.as<Function>()->closure;
        for (std::size_t i = 0; i < free_names; ++i)
            values[code.variables.size() + i] = shown_cell(vm, closure[i]);
    }
    const trace::FrameId id = vm.recorder()->call(code.trace_id, values.first(count));
    if (frame.generator != nullptr) frame.generator->trace_frame = id;
    return Completion::none();
}

Completion Vm::Impl::op_RecordReturn(Frame& frame, const Instruction* pc) {
    const bool constant = (pc->b & kConstantBit) != 0;
    const Value& value =
        constant ? frame.code->constants[pc->b & kMaxOperand] : frame.registers[pc->b];
    vm.recorder()->return_value(shown_cell(vm, value));
    return Completion::none();
}

Completion Vm::Impl::op_RecordYield(Frame& frame, const Instruction* pc) {
    const bool constant = (pc->b & kConstantBit) != 0;
    const Value& value =
        constant ? frame.code->constants[pc->b & kMaxOperand] : frame.registers[pc->b];
    vm.recorder()->yield_value(shown_cell(vm, value));
    return Completion::none();
}

Completion Vm::Impl::op_RecordResume(Frame& frame, const Instruction*) {
    vm.recorder()->resume(frame.generator->trace_frame);
    return Completion::none();
}

// -- variables -------------------------------------------------------------------------------

Completion Vm::Impl::op_CheckBound(Frame& frame, const Instruction* pc) {
    if (frame.registers[pc->a].empty()) return unbound_local(frame, pc->a);
    return Completion::none();
}

Completion Vm::Impl::op_DeleteLocal(Frame& frame, const Instruction* pc) {
    Value& variable = frame.registers[pc->a];
    if (variable.empty()) return unbound_local(frame, pc->a);
    variable = Value();
    return Completion::none();
}

Completion Vm::Impl::op_DeleteGlobal(Frame& frame, const Instruction* pc) {
    Value& variable = frame.module->slots[pc->a];
    if (variable.empty()) return name_error(frame.module->names[pc->a]);
    variable = Value();
    return Completion::none();
}

Completion Vm::Impl::op_MakeCell(Frame& frame, const Instruction* pc) {
    auto* cell = vm.heap_.make<Cell>(vm.classes.cell);
    cell->value = std::move(frame.registers[pc->a]);
    frame.registers[pc->a] = Value::adopt(cell);
    return Completion::none();
}

Completion Vm::Impl::op_DeleteCell(Frame& frame, const Instruction* pc) {
    Value& content = frame.registers[pc->a].as<Cell>()->value;
    if (content.empty()) return unbound_local(frame, pc->a);
    content = Value();
    return Completion::none();
}

Completion Vm::Impl::op_DeleteFree(Frame& frame, const Instruction* pc) {
    Value& content = frame.function.as<Function>()->closure[pc->a].as<Cell>()->value;
    if (content.empty()) return unbound_free(*frame.code, pc->a);
    content = Value();
    return Completion::none();
}

// -- functions and classes -------------------------------------------------------------------

Completion Vm::Impl::op_MakeFunction(Frame& frame, const Instruction* pc) {
    const std::shared_ptr<const Code>& code = frame.code->children[pc->b];
    Heap& heap = vm.heap_;
    auto* function = heap.make<Function>(vm.classes.function);
    const Value made = Value::adopt(function);
    function->code = code;
    function->module = Value::share(frame.module);
    function->name = heap.intern(code->name);
    function->qualname = heap.intern(code->qualname);
    function->doc = code->doc;
    Value* extras = pc->c == kNoOperand ? nullptr : &frame.registers[pc->c];
    const auto extra = [extras](int i) {
        return extras == nullptr || extras[i].empty() ? Value::none() : std::move(extras[i]);
    };
    function->defaults = extra(0);
    function->kw_defaults = extra(1);
    function->annotate = extra(2);
    function->closure.reserve(code->captures.size());
    for (const Capture& capture : code->captures) {
        const auto& outer = *frame.function.as<Function>();
        function->closure.push_back(capture.from == Capture::From::Free
                                        ? outer.closure[capture.index]
                                        : frame.registers[capture.index]);
    }
    frame.registers[pc->a] = made;
    return Completion::none();
}

Completion Vm::Impl::op_EndClass(Frame& frame, const Instruction* pc) {
    const Code& code = *frame.code;
    ClassPlan plan;
    plan.name = code.name;
    plan.qualname = code.qualname;
    plan.module_name = frame.module->name;
    plan.bases = frame.registers[0].as<Tuple>()->span();
    if (!code.doc.is_none()) plan.attributes.push_back({vm.heap_.intern("__doc__"), code.doc});
    for (const std::uint16_t reg : code.class_names) {
        if (frame.registers[reg].empty()) continue;
        plan.attributes.push_back({code.variables[reg], frame.registers[reg]});
    }
    std::vector<Keyword> keywords;
    if (frame.registers[1].is(Kind::Dict)) {
        for (const DictEntry& entry : frame.registers[1].as<Dict>()->entries)
            if (!entry.key.empty()) keywords.push_back({text_of(entry.key), entry.value});
    }
    plan.keywords = keywords;
    if (pc->b != kNoOperand) plan.annotate = frame.registers[pc->b];
    if (code.class_cell >= 0) plan.class_cell = frame.registers[code.class_cell].as<Cell>();
    Class* metaclass = nullptr;
    AW_GUEST_DO(guest_metaclass_of(vm, plan, &metaclass));
    AW_GUEST(Value made, metaclass != nullptr ? build_by_metaclass(vm, plan, *metaclass)
                                              : build_class(vm, std::move(plan)));
    frame.registers[pc->a] = std::move(made);
    return Completion::none();
}

// -- imports ---------------------------------------------------------------------------------

Completion Vm::Impl::op_ImportModule(Frame& frame, const Instruction* pc) {
    const std::string name(frame.code->constants[pc->b].as<Str>()->view());
    AW_GUEST(Value module, vm.import_module(name));
    if (pc->c != 0) {
        AW_GUEST(module, vm.import_module(name.substr(0, name.find('.'))));
    }
    frame.registers[pc->a] = std::move(module);
    return Completion::none();
}

Completion Vm::Impl::op_ImportFrom(Frame& frame, const Instruction* pc) {
    const Value& module = frame.registers[pc->b];
    const std::string_view name = frame.code->constants[pc->c].as<Str>()->view();
    AW_GUEST(Value found, vm.find_attribute(module, name));
    if (found.empty()) {
        const std::string& package = module.as<Module>()->name;
        const std::string inner = package + "." + std::string(name);
        if (offered.find(inner) == offered.end()) {
            return vm.raise(
                "ImportError",
                fmt::format("cannot import name '{}' from '{}' (unknown location)", name, package));
        }
        AW_GUEST(found, vm.import_module(inner));
    }
    frame.registers[pc->a] = std::move(found);
    return Completion::none();
}

Completion Vm::Impl::op_ImportStar(Frame& frame, const Instruction* pc) {
    const auto& source = *frame.registers[pc->b].as<Module>();
    Module& target = *frame.module;
    for (std::size_t i = 0; i < source.names.size(); ++i) {
        if (source.names[i].starts_with("_") || source.slots[i].empty()) continue;
        std::size_t slot = 0;
        while (slot < target.names.size() && target.names[slot] != source.names[i]) ++slot;
        if (slot == target.names.size()) {
            target.names.push_back(source.names[i]);
            target.slots.emplace_back();
        }
        target.slots[slot] = source.slots[i];
    }
    return Completion::none();
}

}  // namespace lang
