#include "web/url_object.h"

#include <array>

#include "base/text.h"
#include "http/url.h"
#include "lang/arguments.h"
#include "web/options.h"
#include "web/scope.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// The attributes are plain slots, so that reading one runs nothing.
void write_parts(Vm& vm, Instance& url, const http::UrlParts& parts) {
    const auto write = [&](std::string_view name, std::string_view text) {
        lang::write_slot(vm, url, name, vm.heap().make_str(text));
    };
    const auto write_optional = [&](std::string_view name, const std::optional<std::string>& text) {
        lang::write_slot(vm, url, name, text ? vm.heap().make_str(*text) : Value::none());
    };
    write("_url", http::join_url(parts));
    write("scheme", parts.scheme);
    write("netloc", parts.netloc);
    write("path", parts.path);
    write("query", parts.query);
    write("fragment", parts.fragment);
    const http::Authority authority = http::split_authority(parts.netloc);
    const std::string name = http::host_name(parts.netloc);
    write_optional("hostname", name.empty() ? std::nullopt : std::optional(name));
    write_optional("username", authority.username);
    write_optional("password", authority.password);
    lang::write_slot(vm, url, "port",
                     authority.port ? Value::small(*authority.port) : Value::none());
    lang::write_slot(vm, url, "is_secure",
                     Value::boolean(parts.scheme == "https" || parts.scheme == "wss"));
}

http::UrlParts parts_of(const Value& url) {
    const Value text =
        url.is(lang::Kind::Instance) ? lang::read_slot(*url.as<Instance>(), "_url") : Value();
    return http::split_url(lang::is_text(text) ? lang::text_of(text) : "");
}

// -- changing one --------------------------------------------------------------------------------

Completion text_of(Vm& vm, const Value& value, std::string& out) {
    AW_GUEST(const Value text, vm.str(value));
    out = lang::text_of(text);
    return Completion::none();
}

// hostname=, port=, username=, password=: parts of the netloc.
Completion replace_in_authority(Vm& vm, const Keyword& keyword, http::Authority& authority) {
    std::string text;
    if (!keyword.value.is_none()) AW_GUEST_DO(text_of(vm, keyword.value, text));
    const auto optional =
        keyword.value.is_none() ? std::optional<std::string>() : std::optional(text);
    if (keyword.name == "hostname") authority.host = text;
    if (keyword.name == "username") authority.username = optional;
    if (keyword.name == "password") authority.password = optional;
    if (keyword.name == "port")
        authority.port = keyword.value.is_small()
                             ? std::optional(static_cast<int>(keyword.value.as_small()))
                             : std::nullopt;
    return Completion::none();
}

Completion replace_parts(Vm& vm, std::span<Keyword> keywords, http::UrlParts& parts) {
    http::Authority authority = http::split_authority(parts.netloc);
    bool changed = false;
    for (const Keyword& keyword : keywords) {
        std::string* part = keyword.name == "scheme"     ? &parts.scheme
                            : keyword.name == "netloc"   ? &parts.netloc
                            : keyword.name == "path"     ? &parts.path
                            : keyword.name == "query"    ? &parts.query
                            : keyword.name == "fragment" ? &parts.fragment
                                                         : nullptr;
        if (part != nullptr) {
            AW_GUEST_DO(text_of(vm, keyword.value, *part));
            continue;
        }
        AW_GUEST_DO(replace_in_authority(vm, keyword, authority));
        changed = true;
    }
    if (changed) parts.netloc = http::join_authority(authority);
    return Completion::none();
}

Completion url_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "URL");
    static constexpr std::array<std::string_view, 2> kPositional{"url", "scope"};
    Options given;
    AW_GUEST_DO(
        Options::read(vm, self, lang::without_self(args), kPositional, {}, Unknown::Ignore, given));
    http::UrlParts parts;
    if (!given.given("scope").empty()) {
        http::Request request;
        AW_GUEST_DO(read_scope(vm, given.given("scope"), request));
        parts = http::url_of(request);
    } else if (!given.given("url").empty()) {
        std::string text;
        AW_GUEST_DO(text_of(vm, given.given("url"), text));
        parts = http::split_url(text);
    } else {
        AW_GUEST_DO(replace_parts(vm, args.keywords, parts));
    }
    write_parts(vm, *instance, parts);
    return Completion::none();
}

Completion url_replace(Vm& vm, Native&, CallArgs args) {
    http::UrlParts parts = parts_of(args.positional[0]);
    AW_GUEST_DO(replace_parts(vm, args.keywords, parts));
    return make_url(vm, parts);
}

std::string joined_query(const http::Pairs& pairs) {
    std::string out;
    for (const auto& [name, value] : pairs)
        out += (out.empty() ? "" : "&") + http::quote_plus(name) + "=" + http::quote_plus(value);
    return out;
}

void drop_name(http::Pairs& pairs, std::string_view name) {
    std::erase_if(pairs, [&](const auto& pair) { return pair.first == name; });
}

// include_query_params, replace_query_params.
template <bool kKeep>
Completion url_query(Vm& vm, Native&, CallArgs args) {
    http::UrlParts parts = parts_of(args.positional[0]);
    http::Pairs pairs;
    if (kKeep) pairs = http::parse_qsl(parts.query, http::Blank::Keep);
    for (const Keyword& keyword : args.keywords) {
        std::string value;
        AW_GUEST_DO(text_of(vm, keyword.value, value));
        drop_name(pairs, keyword.name);
        pairs.emplace_back(std::string(keyword.name), value);
    }
    parts.query = joined_query(pairs);
    return make_url(vm, parts);
}

Completion url_remove_query(Vm& vm, Native& self, CallArgs args) {
    Value keys;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"keys", &keys}}));
    std::vector<std::string> names;
    AW_GUEST_DO(texts_of(vm, keys, names));
    http::UrlParts parts = parts_of(args.positional[0]);
    http::Pairs pairs = http::parse_qsl(parts.query, http::Blank::Keep);
    for (const std::string& name : names) drop_name(pairs, name);
    parts.query = joined_query(pairs);
    return make_url(vm, parts);
}

// -- showing it ----------------------------------------------------------------------------------

Completion url_str(Vm& vm, Native&, CallArgs args) {
    return vm.get_attribute(args.positional[0], "_url");
}

Completion url_repr(Vm& vm, Native&, CallArgs args) {
    http::UrlParts parts = parts_of(args.positional[0]);
    http::Authority authority = http::split_authority(parts.netloc);
    if (authority.password && !authority.password->empty()) {
        authority.password = "********";
        parts.netloc = http::join_authority(authority);
    }
    AW_GUEST(const Value shown, vm.repr(vm.heap().make_str(http::join_url(parts))));
    return vm.heap().make_str("URL(" + std::string(lang::text_of(shown)) + ")");
}

Completion url_eq(Vm& vm, Native& self, CallArgs args) {
    Value other;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"other", &other}}));
    AW_GUEST(const Value mine, vm.str(args.positional[0]));
    AW_GUEST(const Value theirs, vm.str(other));
    return Value::boolean(lang::text_of(mine) == lang::text_of(theirs));
}

// -- Address: a named tuple of host and port -----------------------------------------------------

Completion as_tuple(Vm& vm, const Value& address) {
    AW_GUEST(const Value host, vm.get_attribute(address, "host"));
    AW_GUEST(const Value port, vm.get_attribute(address, "port"));
    return vm.heap().make_tuple(std::array{host, port});
}

Completion address_item(Vm& vm, Native& self, CallArgs args) {
    Value index;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"index", &index}}));
    AW_GUEST(const Value pair, as_tuple(vm, args.positional[0]));
    return vm.get_item(pair, index);
}

Completion address_iter(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value pair, as_tuple(vm, args.positional[0]));
    return vm.iterate(pair);
}

Completion address_repr(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value pair, as_tuple(vm, args.positional[0]));
    AW_GUEST(const Value host, vm.repr(pair.as<lang::Tuple>()->items[0]));
    AW_GUEST(const Value port, vm.repr(pair.as<lang::Tuple>()->items[1]));
    return vm.heap().make_str("Address(host=" + std::string(lang::text_of(host)) +
                              ", port=" + std::string(lang::text_of(port)) + ")");
}

}  // namespace

Value make_url(Vm& vm, const http::UrlParts& parts) {
    Value made = lang::make_instance(vm, *web_state(vm).url);
    write_parts(vm, *made.as<Instance>(), parts);
    return made;
}

Value make_request_url(Vm& vm, const http::Request& request) {
    return make_url(vm, http::url_of(request));
}

http::UrlParts base_url_of(const http::Request& request) {
    http::UrlParts parts = http::url_of(request);
    parts.path = request.app_root_path + "/";
    parts.query.clear();
    return parts;
}

Value make_address(Vm& vm, std::string_view host, int port) {
    Value made = lang::make_instance(vm, *web_state(vm).address);
    auto& address = *made.as<Instance>();
    lang::write_slot(vm, address, "host", vm.heap().make_str(host));
    lang::write_slot(vm, address, "port", Value::small(port));
    return made;
}

void install_urls(Vm& vm, WebState& state) {
    constexpr std::string_view kModule = "starlette.datastructures";
    Class& url = lang::make_class(vm, "URL", {vm.classes.object}, kModule);
    lang::def_all(vm, url,
                  {{"__init__", url_init},
                   {"__str__", url_str},
                   {"__repr__", url_repr},
                   {"__eq__", url_eq},
                   {"replace", url_replace},
                   {"include_query_params", url_query<true>},
                   {"replace_query_params", url_query<false>},
                   {"remove_query_params", url_remove_query}});
    Class& address = lang::make_class(vm, "Address", {vm.classes.object}, kModule);
    lang::def_all(
        vm, address,
        {{"__getitem__", address_item}, {"__iter__", address_iter}, {"__repr__", address_repr}});
    state.url = &url;
    state.address = &address;
}

}  // namespace web
