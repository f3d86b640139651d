// The keywords of model_dump and its kin, and JSON text on several lines.
#include <array>

#include "lang/native.h"
#include "web/model_dump.h"
#include "web/options.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

Completion read_dump_options(Vm& vm, const lang::Native& self, lang::CallArgs args, bool json_text,
                             DumpOptions& out, int& indent) {
    static constexpr std::array<std::string_view, 17> kKeywords{"mode",
                                                                "include",
                                                                "exclude",
                                                                "context",
                                                                "by_alias",
                                                                "exclude_unset",
                                                                "exclude_defaults",
                                                                "exclude_none",
                                                                "exclude_computed_fields",
                                                                "round_trip",
                                                                "warnings",
                                                                "fallback",
                                                                "serialize_as_any",
                                                                "indent",
                                                                "ensure_ascii",
                                                                "polymorphic_serialization",
                                                                "models_as_dict"};
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, {}, kKeywords, Unknown::Refuse, options));
    for (const std::string_view refused : {"fallback", "ensure_ascii", "polymorphic_serialization"})
        if (!options.given(refused).empty() && !options.given(refused).is_false())
            return vm.stop(lang::StopKind::Refused, "refused: " + std::string(self.name) + "(" +
                                                        std::string(refused) +
                                                        "=...) is not offered here");
    out.json = json_text || options.text("mode").value_or("python") == "json";
    if (!options.given("by_alias").empty()) out.by_alias = options.flag("by_alias", false);
    out.exclude_unset = options.flag("exclude_unset", false);
    out.exclude_defaults = options.flag("exclude_defaults", false);
    out.exclude_none = options.flag("exclude_none", false);
    out.round_trip = options.flag("round_trip", false);
    out.exclude_computed = options.flag("exclude_computed_fields", false);
    out.as_any = options.flag("serialize_as_any", false);
    out.include = options.given("include");
    out.exclude = options.given("exclude");
    out.context = options.given("context");
    indent = static_cast<int>(options.integer("indent").value_or(-1));
    return Completion::none();
}

std::string indented_json(std::string_view compact, int indent) {
    std::string out;
    std::size_t depth = 0;
    bool in_text = false;
    const auto new_line = [&] {
        out += "\n";
        out.append(depth * static_cast<std::size_t>(indent), ' ');
    };
    for (std::size_t i = 0; i < compact.size(); ++i) {
        const char c = compact[i];
        if (in_text) {
            out.push_back(c);
            if (c == '\\' && i + 1 < compact.size()) out.push_back(compact[++i]);
            in_text = c != '"';
            continue;
        }
        const bool opens = c == '{' || c == '[';
        const bool empty =
            opens && i + 1 < compact.size() && (compact[i + 1] == '}' || compact[i + 1] == ']');
        if (empty) {
            out.push_back(c);
            out.push_back(compact[++i]);
        } else if (opens) {
            out.push_back(c);
            ++depth;
            new_line();
        } else if (c == '}' || c == ']') {
            --depth;
            new_line();
            out.push_back(c);
        } else if (c == ',') {
            out.push_back(c);
            new_line();
        } else {
            out.push_back(c);
            if (c == ':') out.push_back(' ');
            in_text = c == '"';
        }
    }
    return out;
}

}  // namespace web
