#include "web/param_model.h"

#include <algorithm>

#include "base/text.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "web/model_plan.h"
#include "web/multidict_objects.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Value;
using lang::Vm;

namespace {

using Alias = RequestName;

std::string dashed(std::string name) {
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

std::vector<Alias> aliases_of(const ModelPlan& plan, const ModelField& field, bool dashes) {
    const std::string own = dashes ? dashed(field.name) : field.name;
    std::vector<Alias> aliases;
    for (const KeyPath& path : field.aliases)
        if (path.size() == 1 && std::holds_alternative<std::string>(path[0])) {
            const std::string& name = std::get<std::string>(path[0]);
            aliases.push_back({name, name == field.name ? own : name});
        }
    if (aliases.empty() || !plan.config.validate_by_alias) return {{field.name, own}};
    const auto is_own = [&](const Alias& alias) { return alias.key == field.name; };
    if (plan.config.validate_by_name && std::none_of(aliases.begin(), aliases.end(), is_own))
        aliases.push_back({field.name, own});
    return aliases;
}

// The request's values by name, in order; names of headers in lower case.
class ParamSource {
  public:
    ParamSource(Exchange& exchange, ParamIn in) : vm_(exchange.vm), in_(in) {
        switch (in) {
            case ParamIn::Query: add(exchange.query_pairs()); break;
            case ParamIn::Cookie: add(exchange.cookie_pairs()); break;
            case ParamIn::Header:
                for (const http::HeaderField& field : exchange.request.headers)
                    values_.push_back({base::to_lower_ascii(field.name),
                                       vm_.heap().make_str(base::latin1_to_utf8(field.value))});
                break;
            case ParamIn::Path:
            case ParamIn::Body:
            case ParamIn::Form:
            case ParamIn::File:
                for (const http::FormField& field : exchange.body.form)
                    values_.push_back({field.name, form_value(vm_, field)});
                break;
        }
    }

    bool is_empty() const { return values_.empty(); }
    bool has(std::string_view name) const { return !all(name).empty(); }

    // Empty: absent, or an empty text in a form.
    Value get(std::string_view name, bool sequence) const {
        const std::vector<Value> found = all(name);
        if (found.empty()) return {};
        if (sequence && in_ != ParamIn::Cookie) return vm_.heap().make_list(found);
        const Value& one = in_ == ParamIn::Header ? found.front() : found.back();
        const bool blank = lang::is_text(one) && lang::text_of(one).empty();
        return in_ == ParamIn::Form && blank ? Value() : one;
    }

    // The names in order, each once.
    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& [name, value] : values_)
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        return names;
    }

    std::vector<Value> all(std::string_view name) const {
        const std::string wanted =
            in_ == ParamIn::Header ? base::to_lower_ascii(name) : std::string(name);
        std::vector<Value> found;
        for (const auto& [known, value] : values_)
            if (known == wanted) found.push_back(value);
        return found;
    }

  private:
    void add(const http::Pairs& pairs) {
        for (const auto& [name, value] : pairs)
            values_.push_back({name, vm_.heap().make_str(value)});
    }

    Vm& vm_;
    ParamIn in_;
    std::vector<std::pair<std::string, Value>> values_;
};

class Extraction {
  public:
    Extraction(Vm& vm, const ParameterPlan& parameter, const ModelPlan& plan,
               const ParamSource& source)
        : vm_(vm), parameter_(parameter), plan_(plan), source_(source) {}

    Value run() {
        Value dict = vm_.heap().make_dict();
        for (const ModelField& field : plan_.fields) take(field, *dict.as<Dict>());
        for (const std::string& name : source_.names()) {
            if (std::find(used_.begin(), used_.end(), name) != used_.end()) continue;
            const std::vector<Value> all = source_.all(name);
            const bool one = all.size() == 1 || parameter_.in == ParamIn::Cookie;
            lang::dict_put(vm_, *dict.as<Dict>(), name,
                           one ? all.back() : vm_.heap().make_list(all));
        }
        const bool takes_all = plan_.config.extra != Extra::Ignore && !source_.is_empty();
        const bool nullable = parameter_.type->kind == TypeKind::Union;
        return nullable && !supplied_ && !takes_all ? Value() : dict;
    }

  private:
    void take(const ModelField& field, Dict& dict) {
        const bool dashes = parameter_.in == ParamIn::Header && parameter_.dashes;
        const std::vector<Alias> aliases = aliases_of(plan_, field, dashes);
        const auto present = std::find_if(aliases.begin(), aliases.end(),
                                          [&](const Alias& a) { return source_.has(a.name); });
        if (present != aliases.end()) supplied_ = true;
        const Alias& chosen = present == aliases.end() ? aliases.front() : *present;
        Value value = source_.get(chosen.name, is_sequence(*field.type));
        if (!value.empty()) lang::dict_put(vm_, dict, chosen.key, std::move(value));
        const bool header = parameter_.in == ParamIn::Header;
        used_.push_back(header ? base::to_lower_ascii(chosen.name) : chosen.name);
        if (parameter_.in == ParamIn::Form)
            for (const Alias& alias : aliases) used_.push_back(alias.name);
        if (header)
            for (const Alias& alias : aliases)
                if (alias.key != alias.name) used_.push_back(base::to_lower_ascii(alias.key));
    }

    Vm& vm_;
    const ParameterPlan& parameter_;
    const ModelPlan& plan_;
    const ParamSource& source_;
    std::vector<std::string> used_;
    bool supplied_ = false;
};

}  // namespace

const FieldType* param_model(const FieldType& type) {
    if (type.kind == TypeKind::Model) return &type;
    if (type.kind == TypeKind::Validator || type.kind == TypeKind::Checked)
        return param_model(*type.items[0]);
    if (type.kind != TypeKind::Union || type.items.size() != 2) return nullptr;
    const FieldType* first = type.items[0].get();
    const FieldType* second = type.items[1].get();
    if (first->kind == TypeKind::None) std::swap(first, second);
    return second->kind == TypeKind::None && first->kind == TypeKind::Model ? first : nullptr;
}

RequestName request_name(const ModelPlan& plan, const ModelField& field, bool dashes) {
    return aliases_of(plan, field, dashes).front();
}

Completion model_in_request(Exchange& exchange, const ParameterPlan& parameter) {
    ModelPlan& plan = *plan_of(*param_model(*parameter.type)->cls.as<lang::Class>());
    AW_GUEST_DO(complete_model(exchange.vm, plan));
    const ParamSource source(exchange, parameter.in);
    return Extraction(exchange.vm, parameter, plan, source).run();
}

Value form_in_request(Exchange& exchange) {
    const ParamSource source(exchange, ParamIn::Form);
    Value out = exchange.vm.heap().make_dict();
    for (const std::string& name : source.names()) {
        const std::vector<Value> all = source.all(name);
        lang::dict_put(exchange.vm, *out.as<Dict>(), name,
                       all.size() == 1 ? all.front() : exchange.vm.heap().make_list(all));
    }
    return out;
}

void name_headers(const ParameterPlan& parameter, std::size_t from,
                  std::vector<FieldError>& errors) {
    const ModelPlan& plan = *plan_of(*param_model(*parameter.type)->cls.as<lang::Class>());
    if (!parameter.dashes || !plan.config.loc_by_alias) return;
    for (std::size_t i = from; i < errors.size(); ++i) {
        Loc& loc = errors[i].loc;
        auto* name = loc.size() > 1 ? std::get_if<std::string>(&loc[1]) : nullptr;
        if (!name || !plan.find(*name)) continue;
        // As the header is called where it was read under another name than the model's.
        *name = dashed(*name);
    }
}

}  // namespace web
