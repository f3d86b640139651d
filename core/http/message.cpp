#include "http/message.h"

#include "http/url.h"

namespace http {

Request make_request(std::string_view method, std::string_view target) {
    Request request;
    request.method = method;
    request.target = target;
    const std::size_t mark = target.find('?');
    request.raw_path = target.substr(0, mark);
    request.has_query = mark != std::string_view::npos;
    request.query = request.has_query ? std::string(target.substr(mark + 1)) : std::string();
    request.path = unquote(request.raw_path);
    return request;
}

void add_default_headers(Request& request, std::string_view accept_encoding) {
    Headers given = std::move(request.headers);
    const bool takes_body =
        request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    Headers all;
    const auto add_unless_given = [&](std::string_view name, std::string_view value) {
        if (!given.contains(name)) all.add(name, value);
    };
    add_unless_given("host", "testserver");
    if ((takes_body || !request.body.empty()) && !given.contains("transfer-encoding"))
        add_unless_given("content-length", std::to_string(request.body.size()));
    add_unless_given("accept", "*/*");
    add_unless_given("accept-encoding", accept_encoding);
    add_unless_given("connection", "keep-alive");
    add_unless_given("user-agent", "testclient");
    for (const HeaderField& field : given) all.add(field.name, field.value);
    request.headers = std::move(all);
}

}  // namespace http
