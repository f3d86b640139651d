// http/message.h -- one request and one response, as open structs.
// Text is bytes as sent, except `path`, which is percent-decoded UTF-8 (U+FFFD for wrong bytes).
#pragma once

#include <string>
#include <string_view>

#include "http/headers.h"

namespace http {

struct Request {
    std::string method = "GET";
    std::string target = "/";    // as in the start line: raw path and "?query"
    std::string path = "/";      // decoded: what routes are matched against
    std::string raw_path = "/";  // the target's part before "?"
    std::string query;           // the target's part behind "?", not decoded
    bool has_query = false;      // a "?" was there, with or without text behind it
    Headers headers;
    std::string body;
    std::string client_host = "testclient";
    int client_port = 50000;
    bool has_client = true;
    std::string http_version = "1.1";
    std::string scheme = "http";
    std::string root_path;      // what mounts in front of the application took of `path`
    std::string app_root_path;  // the outermost application's own part of it
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    bool streamed = false;  // sent in pieces, the last of them empty
};

// Splits and decodes the target; headers and body are the caller's to fill in.
Request make_request(std::string_view method, std::string_view target);

// Adds the headers every scripted request carries unless it gives one of that name itself, in
// front: host testserver, content-length (with a body, or for POST, PUT and PATCH), accept,
// accept-encoding, connection, user-agent.
void add_default_headers(Request& request, std::string_view accept_encoding = "gzip, deflate");

}  // namespace http
