#include "lang/vm.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "lang/compiler.h"
#include "lang/generator.h"
#include "lang/host.h"
#include "lang/library_source.h"
#include "lang/native.h"
#include "lang/parser.h"
#include "lang/vm_impl.h"
#include "lang/vm_internal.h"
#include "trace/recorder.h"

namespace lang {

namespace {

// 2026-01-01T00:00:00Z
constexpr std::int64_t kDefaultTime = 1'767'225'600;
constexpr std::size_t kFirstCollection = std::size_t{16} << 20;
constexpr int kRegistersPerFrame = 64;  // on average, at most

}  // namespace

// -- setting up ------------------------------------------------------------------------------

Vm::Impl::Impl(Vm& owner) : vm(owner) {
    const auto max_frames = static_cast<std::size_t>(std::max(vm.options_.max_depth, 1)) + 1;
    const std::size_t values = max_frames * kRegistersPerFrame + kMaxOperand;
    stack = static_cast<Value*>(::operator new(values * sizeof(Value)));
    stack_top = stack;
    stack_end = stack + values;
    frames = static_cast<Frame*>(::operator new(max_frames * sizeof(Frame)));
    memory_check = std::min(kFirstCollection, vm.heap_.limit());
    random_state = vm.options_.seed;
    standing_clock = std::make_unique<base::FixedClock>(base::Instant{kDefaultTime, 0});
}

Vm::Impl::~Impl() {
    dropped.clear();
    ::operator delete(frames);
    ::operator delete(stack);
}

Vm::Vm(VmOptions options)
    : options_(std::move(options)),
      heap_(options_.max_memory_bytes),
      fuel_(options_.max_steps),
      impl_(std::make_unique<Impl>(*this)) {
    install_object_model(*this);
    install_builtins(*this);
    install_generators(*this);
    install_library(*this);
    impl_->base_exception_init = find_in_class(*exception_class("BaseException"), "__init__");
    heap_.set_generator_hook(
        [](void* context, Value generator) {
            // Its finally blocks run at the next chance; the heap is busy freeing now.
            auto& impl = static_cast<Vm*>(context)->impl();
            impl.dropped.push_back(std::move(generator));
            impl.memory_check = 0;
        },
        this);
}

Vm::~Vm() {
    heap_.begin_closing();
    heap_.set_generator_hook(nullptr, nullptr);
    host_data.reset();
}

// -- programs --------------------------------------------------------------------------------

namespace {

// What the parser or the compiler found, as the guest's SyntaxError or as a refusal.
Completion program_error(Vm& vm, const base::Error& error, const SourceFile& source) {
    const auto [line, column] = error.position;
    if (error.where == "Unsupported") {
        return vm.stop(StopKind::Refused,
                       fmt::format("refused: {} (File \"{}\", line {}, column {})", error.message,
                                   source.name, line, column));
    }
    Completion raised = vm.raise(error.where, error.message);
    if (!raised.raised()) return raised;
    const Value& exception = raised.error();
    Heap& heap = vm.heap();
    const std::pair<std::string_view, Value> fields[] = {
        {"msg", heap.make_str(error.message)},
        {"filename", heap.make_str(source.name)},
        {"lineno", Value::small(line)},
        {"offset", Value::small(column)},
        {"text", heap.make_str(source.line(line))},
    };
    for (const auto& [name, value] : fields) write_slot(vm, *exception.as<Instance>(), name, value);
    return raised;
}

}  // namespace

Completion Vm::run_module(std::string_view source_text, std::string_view file_name,
                          std::string_view module_name) {
    const Heap::Scope scope(heap_);
    const auto source = make_source(file_name, source_text);
    auto* module = heap_.make<Module>(classes.module);
    main_module_ = Value::adopt(module);
    module->name = module_name;
    set(*this, *module, "__name__", heap_.make_str(module_name));
    auto parsed = parse_module(source_text);
    if (!parsed.ok()) return program_error(*this, parsed.error(), *source);
    auto compiled = compile_module(*this, **parsed, *module, source);
    if (!compiled.ok()) return program_error(*this, compiled.error(), *source);
    set(*this, *module, "__doc__", (*compiled)->doc);
    return impl_->run_code(*compiled, main_module_);
}

Completion Vm::Impl::run_code(std::shared_ptr<const Code> code, const Value& module) {
    auto* function = vm.heap_.make<Function>(vm.classes.function);
    const Value holder = Value::adopt(function);
    function->code = keep(std::move(code));
    function->module = module;
    function->name = function->qualname = vm.heap_.intern(function->code->name);
    function->doc = function->defaults = function->kw_defaults = Value::none();
    function->annotate = Value::none();
    return call_value({holder, {}, {}, Deliver::Native, 0});
}

Completion Vm::evaluate(std::string_view expression, const Value& module) {
    const Heap::Scope scope(heap_);
    const auto source = make_source("<string>", expression);
    auto parsed = parse_expression(expression);
    if (!parsed.ok()) return program_error(*this, parsed.error(), *source);
    auto compiled = compile_expression(*this, **parsed, *module.as<Module>(), source);
    if (!compiled.ok()) return program_error(*this, compiled.error(), *source);
    return impl_->run_code(*compiled, module);
}

Completion Vm::annotations(const Value& function_or_class) {
    const Heap::Scope scope(heap_);
    Value* annotate = nullptr;
    Value* known = nullptr;
    if (auto* function = function_or_class.try_as<Function>()) {
        annotate = &function->annotate;
        known = &function->annotations;
    } else if (auto* cls = function_or_class.try_as<Class>()) {
        annotate = &cls->annotate;
        known = &cls->annotations;
    } else {
        return heap_.make_dict();
    }
    if (!known->empty()) return *known;
    Value dict = heap_.make_dict();
    if (!annotate->is_none() && !annotate->empty()) {
        const Value thunk = *annotate;
        AW_GUEST(dict, call(thunk));
    }
    *known = dict;
    return dict;
}

// -- modules ---------------------------------------------------------------------------------

void Vm::add_module(NativeModule module) {
    impl_->offered.insert_or_assign(std::string(module.name), module);
}

namespace {

Completion module_not_found(Vm& vm, std::string_view name, bool in_no_package) {
    const std::string why =
        in_no_package ? fmt::format("; '{}' is not a package", name.substr(0, name.rfind('.')))
                      : missing_module_hint(vm, name);
    Completion raised =
        vm.raise("ModuleNotFoundError", fmt::format("No module named '{}'{}", name, why));
    if (raised.raised())
        write_slot(vm, *raised.error().as<Instance>(), "name", vm.heap().make_str(name));
    return raised;
}

}  // namespace

// A package is loaded before what is inside it, and knows it afterwards.
Completion Vm::import_module(std::string_view name) {
    const Heap::Scope scope(heap_);
    if (const auto known = impl_->loaded.find(name); known != impl_->loaded.end())
        return known->second;
    if (impl_->offered.find(name) == impl_->offered.end()) {
        const std::string_view top = name.substr(0, name.find('.'));
        const bool has_top = impl_->offered.find(top) != impl_->offered.end();
        return module_not_found(*this, has_top ? name : top, has_top && !impl_->is_package(top));
    }
    return impl_->load_module(name);
}

Value Vm::loaded_module(std::string_view name) const {
    const auto known = impl_->loaded.find(name);
    return known == impl_->loaded.end() ? Value() : known->second;
}

bool Vm::Impl::is_package(std::string_view name) const {
    const auto inside = offered.lower_bound(std::string(name) + ".");
    return inside != offered.end() && inside->first.starts_with(std::string(name) + ".");
}

// The part of a module that is written in the sample language itself, if it has one.
Completion Vm::Impl::run_library_source(std::string_view name, const Value& module) {
    for (const LibrarySource& part : library_sources()) {
        if (part.module_name != name) continue;
        const auto source = make_source(fmt::format("<{}>", name), part.text);
        auto parsed = parse_module(part.text);
        AW_ASSERT(parsed.ok());
        auto compiled =
            compile_module(vm, **parsed, *module.as<Module>(), source, CodeOrigin::Library);
        AW_ASSERT(compiled.ok());
        return run_code(*compiled, module);
    }
    return Completion::none();
}

Completion Vm::Impl::load_module(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    Value package;
    if (dot != std::string_view::npos && offered.find(name.substr(0, dot)) != offered.end()) {
        AW_GUEST(package, vm.import_module(name.substr(0, dot)));
    }
    auto* module = vm.heap_.make<Module>(vm.classes.module);
    const Value holder = Value::adopt(module);
    module->name = name;
    set(vm, *module, "__name__", vm.heap_.make_str(name));
    loaded.emplace(name, holder);
    offered.find(name)->second.load(vm, *module);
    if (Completion ran = run_library_source(name, holder); !ran.ok()) {
        loaded.erase(loaded.find(name));
        return ran;
    }
    if (!package.empty()) set(vm, *package.as<Module>(), name.substr(dot + 1), holder);
    return holder;
}

// -- limits ----------------------------------------------------------------------------------

Completion Vm::stop(StopKind kind, std::string message) {
    if (!stop_) stop_ = Stop{kind, std::move(message)};
    return Completion::stop();
}

Completion Vm::out_of_steps() {
    fuel_ = 0;
    return stop(StopKind::Steps, fmt::format("limit:steps The program was stopped after {} steps.",
                                             options_.max_steps));
}

Completion Vm::out_of_memory() {
    return stop(StopKind::Memory, fmt::format("limit:memory The program needed more than {} MB.",
                                              options_.max_memory_bytes >> 20));
}

bool Vm::has_room(std::size_t bytes) const {
    return bytes <= heap_.limit() && heap_.used() <= heap_.limit() - bytes;
}

Completion Vm::Impl::over_limits() {
    if (stop_requested()) return Completion::stop();
    if (needs_check()) {
        close_dropped();
        if (stop_requested()) return Completion::stop();
        if (vm.heap_.used() > next_collection) {
            vm.heap_.collect_cycles();
            close_dropped();
            next_collection = std::max(kFirstCollection, 2 * vm.heap_.used());
        }
        if (vm.heap_.over_limit()) return vm.out_of_memory();
        memory_check = std::min(next_collection, vm.heap_.limit());
    }
    // Whatever was about to be charged is small change for all that ever comes here.
    if (!spend(kSmallCharge)) return vm.out_of_steps();
    return Completion::none();
}

// -- the rest --------------------------------------------------------------------------------

Completion Vm::print(std::string_view text, Stream stream) {
    if (impl_->output_bytes + text.size() > options_.max_output_bytes) {
        return stop(StopKind::Output,
                    fmt::format("limit:output The program printed more than {} KB.",
                                options_.max_output_bytes >> 10));
    }
    impl_->output_bytes += text.size();
    if (stream == Stream::Error) {
        if (options_.error_output) options_.error_output(text);
        return Completion::none();
    }
    if (options_.output) options_.output(text);
    if (options_.recorder) options_.recorder->output(text);
    return Completion::none();
}

void set_entropy(Vm& vm, std::function<std::uint64_t()> entropy) {
    vm.impl().entropy = std::move(entropy);
}

void refill_output(Vm& vm) { vm.impl().output_bytes = 0; }

const base::Clock& Vm::clock() const {
    return options_.clock ? *options_.clock : *impl_->standing_clock;
}

// splitmix64
std::uint64_t Vm::random_bits() {
    if (impl_->entropy) return impl_->entropy();
    std::uint64_t z = impl_->random_state += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

}  // namespace lang
