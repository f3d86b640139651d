#include "web/multidict_objects.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "lang/arguments.h"
#include "web/header_objects.h"
#include "web/native_coroutine.h"
#include "web/test_client_internal.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct MultiDictPayload : lang::Payload {
    std::vector<std::pair<std::string, Value>> items;
    std::unordered_map<std::string, std::size_t> last;  // index of the item that counts
    void visit(void (*each)(Value& value, void* context), void* context) override {
        for (auto& item : items) each(item.second, context);
    }
    void add(std::string name, Value value) {
        last[name] = items.size();
        items.emplace_back(std::move(name), std::move(value));
    }
    const Value* find(const Value& key) const {
        if (!lang::is_text(key)) return nullptr;
        const auto found = last.find(std::string(lang::text_of(key)));
        return found == last.end() ? nullptr : &items[found->second].second;
    }
};

Completion not_multidict(Vm& vm) { return vm.raise("TypeError", "a multi dict was expected"); }

// Work grows with the number of items: a request decides that, not the program.
#define AW_MULTIDICT(variable)                                               \
    auto* variable = lang::payload_of<MultiDictPayload>(args.positional[0]); \
    if (variable == nullptr) return not_multidict(vm);                       \
    if (!vm.charge(variable->items.size() / 16)) return vm.out_of_steps()

Completion multi_getitem(Vm& vm, Native& self, CallArgs args) {
    AW_MULTIDICT(multi);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    if (const Value* value = multi->find(key)) return *value;
    return vm.raise(*vm.exception_class("KeyError"), std::span<Value>(&key, 1));
}

Completion multi_get(Vm& vm, Native& self, CallArgs args) {
    AW_MULTIDICT(multi);
    Value key;
    Value otherwise = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"key", &key}, {"default", &otherwise, lang::kOptional}}));
    const Value* value = multi->find(key);
    return value ? *value : otherwise;
}

Completion multi_getlist(Vm& vm, Native& self, CallArgs args) {
    AW_MULTIDICT(multi);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    std::vector<Value> values;
    if (lang::is_text(key))
        for (const auto& [name, value] : multi->items)
            if (name == lang::text_of(key)) values.push_back(value);
    return vm.heap().make_list(values);
}

Completion multi_contains(Vm& vm, Native& self, CallArgs args) {
    AW_MULTIDICT(multi);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    return Value::boolean(multi->find(key) != nullptr);
}

Completion multi_len(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return Value::small(static_cast<std::int64_t>(multi->last.size()));
}

// As a dict: names in order of first appearance, each with its last value.
Value as_plain_dict(Vm& vm, const MultiDictPayload& multi) {
    Value data = vm.heap().make_dict();
    for (const auto& [name, value] : multi.items)
        lang::dict_put(vm, *data.as<lang::Dict>(), name, value);
    return data;
}

Completion multi_keys(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return vm.call_method(as_plain_dict(vm, *multi), "keys");
}
Completion multi_values(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return vm.call_method(as_plain_dict(vm, *multi), "values");
}
Completion multi_items(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return vm.call_method(as_plain_dict(vm, *multi), "items");
}
Completion multi_iter(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return vm.iterate(as_plain_dict(vm, *multi));
}

Value all_pairs(Vm& vm, const MultiDictPayload& multi) {
    std::vector<Value> pairs;
    for (const auto& [name, value] : multi.items)
        pairs.push_back(vm.heap().make_tuple(std::array{vm.heap().make_str(name), value}));
    return vm.heap().make_list(pairs);
}

Completion multi_all(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return all_pairs(vm, *multi);
}

// -- QueryParams ---------------------------------------------------------------------------------

Value make_multidict(Vm& vm, Class& cls, std::unique_ptr<MultiDictPayload> payload);

// QueryParams("a=1&b=2"), of bytes, a mapping or a list of pairs.
Completion construct_query(Vm& vm, Class& cls, CallArgs args) {
    auto payload = std::make_unique<MultiDictPayload>();
    http::Pairs pairs;
    const Value given = args.positional.empty() ? Value() : args.positional[0];
    if (const auto* bytes = given.try_as<lang::Bytes>())
        pairs = http::parse_query(bytes->view());
    else if (lang::is_text(given))
        pairs = http::parse_query(lang::text_of(given));
    else
        AW_GUEST_DO(read_pairs(vm, given, pairs));
    for (const auto& [name, value] : pairs) payload->add(name, vm.heap().make_str(value));
    return make_multidict(vm, cls, std::move(payload));
}

std::string encode_query(const MultiDictPayload& multi) {
    std::string query;
    for (const auto& [name, value] : multi.items) {
        if (!query.empty()) query.push_back('&');
        query += http::quote_plus(name) + "=" +
                 http::quote_plus(lang::is_text(value) ? lang::text_of(value) : "");
    }
    return query;
}

Completion query_str(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return vm.heap().make_str(encode_query(*multi));
}

Completion query_repr(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    return vm.heap().make_str("QueryParams('" + encode_query(*multi) + "')");
}

Completion form_repr(Vm& vm, Native&, CallArgs args) {
    AW_MULTIDICT(multi);
    AW_GUEST(const Value shown, vm.repr(all_pairs(vm, *multi)));
    return vm.heap().make_str("FormData(" + std::string(lang::text_of(shown)) + ")");
}

// -- UploadFile ----------------------------------------------------------------------------------

struct UploadPayload : lang::Payload {
    std::string bytes;
    std::size_t position = 0;
};

Completion read_upload(Vm& vm, std::span<Value> arguments) {
    auto* upload = lang::payload_of<UploadPayload>(arguments[0]);
    std::int64_t size = -1;
    AW_GUEST_DO(lang::read_index(vm, arguments[1], &size));
    const std::size_t left = upload->bytes.size() - upload->position;
    const std::size_t count = size < 0 ? left : std::min(left, static_cast<std::size_t>(size));
    const std::string_view piece = std::string_view(upload->bytes).substr(upload->position, count);
    upload->position += count;
    if (!vm.has_room(count)) return vm.out_of_memory();
    return vm.heap().make_bytes(piece);
}

Completion upload_read(Vm& vm, Native& self, CallArgs args) {
    Value size = Value::small(-1);
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"size", &size, lang::kOptional}}));
    if (lang::payload_of<UploadPayload>(args.positional[0]) == nullptr) return not_multidict(vm);
    return make_native_coroutine(vm, read_upload, {args.positional[0], size});
}

Completion seek_upload(Vm& vm, std::span<Value> arguments) {
    auto* upload = lang::payload_of<UploadPayload>(arguments[0]);
    std::int64_t offset = 0;
    AW_GUEST_DO(lang::read_index(vm, arguments[1], &offset));
    if (offset < 0) return vm.raise("ValueError", "negative seek value " + std::to_string(offset));
    upload->position = std::min(upload->bytes.size(), static_cast<std::size_t>(offset));
    return Completion::none();
}

Completion upload_seek(Vm& vm, Native& self, CallArgs args) {
    Value offset;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"offset", &offset}}));
    if (lang::payload_of<UploadPayload>(args.positional[0]) == nullptr) return not_multidict(vm);
    return make_native_coroutine(vm, seek_upload, {args.positional[0], offset});
}

Completion nothing_to_close(Vm&, std::span<Value>) { return Completion::none(); }

Completion upload_close(Vm& vm, Native&, CallArgs) {
    return make_native_coroutine(vm, nothing_to_close, {});
}

// upload.file: the same bytes, read without `await`.
struct FilePayload : lang::Payload {
    Value upload;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(upload, context);
    }
};

Value upload_behind(CallArgs args) {
    const auto* file = lang::payload_of<FilePayload>(args.positional[0]);
    return file && lang::payload_of<UploadPayload>(file->upload) ? file->upload : Value();
}

Completion file_read(Vm& vm, Native& self, CallArgs args) {
    Value size = Value::small(-1);
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"size", &size, lang::kOptional}}));
    std::array arguments{upload_behind(args), size};
    return arguments[0].empty() ? not_multidict(vm) : read_upload(vm, arguments);
}

Completion file_seek(Vm& vm, Native& self, CallArgs args) {
    Value offset;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"offset", &offset}}));
    std::array arguments{upload_behind(args), offset};
    return arguments[0].empty() ? not_multidict(vm) : seek_upload(vm, arguments);
}

Completion file_close(Vm&, Native&, CallArgs) { return Completion::none(); }

Value make_multidict(Vm& vm, Class& cls, std::unique_ptr<MultiDictPayload> payload) {
    Value made = lang::make_instance(vm, cls);
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

}  // namespace

Value make_query_params(Vm& vm, const http::Pairs& pairs) {
    auto payload = std::make_unique<MultiDictPayload>();
    for (const auto& [name, value] : pairs) payload->add(name, vm.heap().make_str(value));
    return make_multidict(vm, *web_state(vm).query_params, std::move(payload));
}

Value form_value(Vm& vm, const http::FormField& field) {
    if (!field.is_file) return vm.heap().make_str(field.value);
    Value made = lang::make_instance(vm, *web_state(vm).upload_file);
    auto& instance = *made.as<lang::Instance>();
    const auto text = [&](const std::string& s) { return vm.heap().make_str(s); };
    lang::write_slot(vm, instance, "filename", text(field.file_name));
    lang::write_slot(vm, instance, "size",
                     Value::small(static_cast<std::int64_t>(field.value.size())));
    lang::write_slot(vm, instance, "content_type",
                     field.content_type.empty() ? Value::none() : text(field.content_type));
    auto payload = std::make_unique<UploadPayload>();
    payload->bytes = field.value;
    instance.payload = std::move(payload);
    auto carried = std::make_shared<http::Request>();
    carried->headers = field.headers;
    lang::write_slot(vm, instance, "headers", make_request_headers(vm, carried));
    auto file = std::make_unique<FilePayload>();
    file->upload = made;
    Value opened = lang::make_instance(vm, *web_state(vm).upload_stream);
    opened.as<lang::Instance>()->payload = std::move(file);
    lang::write_slot(vm, instance, "file", std::move(opened));
    return made;
}

Value make_form_data(Vm& vm, const http::Form& form) {
    auto payload = std::make_unique<MultiDictPayload>();
    for (const http::FormField& field : form) payload->add(field.name, form_value(vm, field));
    return make_multidict(vm, *web_state(vm).form_data, std::move(payload));
}

void install_multidicts(Vm& vm, WebState& state) {
    constexpr std::string_view kModule = "starlette.datastructures";
    Class& multi = lang::make_class(vm, "ImmutableMultiDict", {vm.classes.object}, kModule);
    lang::def_all(vm, multi,
                  {{"__getitem__", multi_getitem},
                   {"__contains__", multi_contains},
                   {"__len__", multi_len},
                   {"__iter__", multi_iter},
                   {"get", multi_get},
                   {"getlist", multi_getlist},
                   {"keys", multi_keys},
                   {"values", multi_values},
                   {"items", multi_items},
                   {"multi_items", multi_all}});
    Class& query = lang::make_class(vm, "QueryParams", {&multi}, kModule);
    query.construct = construct_query;
    lang::def_all(vm, query, {{"__str__", query_str}, {"__repr__", query_repr}});
    Class& form = lang::make_class(vm, "FormData", {&multi}, kModule);
    lang::def_all(vm, form, {{"__repr__", form_repr}, {"close", upload_close}});
    Class& upload = lang::make_class(vm, "UploadFile", {vm.classes.object}, kModule);
    lang::def_all(vm, upload,
                  {{"read", upload_read}, {"seek", upload_seek}, {"close", upload_close}});
    state.upload_stream =
        &lang::make_class(vm, "SpooledTemporaryFile", {vm.classes.object}, "tempfile");
    lang::def_all(vm, *state.upload_stream,
                  {{"read", file_read}, {"seek", file_seek}, {"close", file_close}});
    state.query_params = &query;
    state.form_data = &form;
    state.upload_file = &upload;
}

}  // namespace web
