#include "http/form.h"

#include <algorithm>

#include "base/text.h"
#include "http/form_limits.h"
#include "http/options.h"
#include "http/url.h"

namespace http {

base::Result<Form> parse_form(std::string_view content_type, std::string_view body) {
    const std::string type = parse_options(content_type).value;
    if (type == "multipart/form-data") return parse_multipart(content_type, body);
    if (type == "application/x-www-form-urlencoded") return parse_urlencoded(body);
    return Form{};
}

base::Result<Form> parse_urlencoded(std::string_view body) {
    Form form;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = std::min(body.find('&', at), body.size());
        const std::string_view piece = body.substr(at, end - at);
        at = end + 1;
        if (piece.empty()) continue;
        if (form.size() == kMaxFields) return too_many_fields();
        if (piece.size() > kMaxFieldBytes) return field_too_large("Field");
        const std::size_t equals = piece.find('=');
        const bool has_value = equals != std::string_view::npos;
        FormField field;
        field.name = unquote_plus(base::latin1_to_utf8(piece.substr(0, equals)));
        if (has_value) field.value = unquote_plus(base::latin1_to_utf8(piece.substr(equals + 1)));
        form.push_back(std::move(field));
    }
    return form;
}

}  // namespace http
