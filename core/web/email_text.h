// web/email_text.h -- whether a text is an e-mail address, in the words of the email-validator
// package (syntax only, nothing is looked up). RFC 5321, RFC 5322 3.4.1, RFC 6531.
// LIMIT: international domain names are taken as they are; "address literals" in brackets are not.
#pragma once

#include <string>
#include <string_view>

namespace web {

struct Email {
    std::string fault;       // "" when it is one
    std::string normalized;  // without a display name, the domain in lower case
};

Email read_email(std::string_view text);

}  // namespace web
