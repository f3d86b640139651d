# since: 3.14
from http import HTTPStatus, HTTPMethod
for s in HTTPStatus: print(s.value, s.name, s.phrase)  # expect: 100 CONTINUE Continue
# expect: 101 SWITCHING_PROTOCOLS Switching Protocols
# expect: 102 PROCESSING Processing
# expect: 103 EARLY_HINTS Early Hints
# expect: 200 OK OK
# expect: 201 CREATED Created
# expect: 202 ACCEPTED Accepted
# expect: 203 NON_AUTHORITATIVE_INFORMATION Non-Authoritative Information
# expect: 204 NO_CONTENT No Content
# expect: 205 RESET_CONTENT Reset Content
# expect: 206 PARTIAL_CONTENT Partial Content
# expect: 207 MULTI_STATUS Multi-Status
# expect: 208 ALREADY_REPORTED Already Reported
# expect: 226 IM_USED IM Used
# expect: 300 MULTIPLE_CHOICES Multiple Choices
# expect: 301 MOVED_PERMANENTLY Moved Permanently
# expect: 302 FOUND Found
# expect: 303 SEE_OTHER See Other
# expect: 304 NOT_MODIFIED Not Modified
# expect: 305 USE_PROXY Use Proxy
# expect: 307 TEMPORARY_REDIRECT Temporary Redirect
# expect: 308 PERMANENT_REDIRECT Permanent Redirect
# expect: 400 BAD_REQUEST Bad Request
# expect: 401 UNAUTHORIZED Unauthorized
# expect: 402 PAYMENT_REQUIRED Payment Required
# expect: 403 FORBIDDEN Forbidden
# expect: 404 NOT_FOUND Not Found
# expect: 405 METHOD_NOT_ALLOWED Method Not Allowed
# expect: 406 NOT_ACCEPTABLE Not Acceptable
# expect: 407 PROXY_AUTHENTICATION_REQUIRED Proxy Authentication Required
# expect: 408 REQUEST_TIMEOUT Request Timeout
# expect: 409 CONFLICT Conflict
# expect: 410 GONE Gone
# expect: 411 LENGTH_REQUIRED Length Required
# expect: 412 PRECONDITION_FAILED Precondition Failed
# expect: 413 CONTENT_TOO_LARGE Content Too Large
# expect: 414 URI_TOO_LONG URI Too Long
# expect: 415 UNSUPPORTED_MEDIA_TYPE Unsupported Media Type
# expect: 416 RANGE_NOT_SATISFIABLE Range Not Satisfiable
# expect: 417 EXPECTATION_FAILED Expectation Failed
# expect: 418 IM_A_TEAPOT I'm a Teapot
# expect: 421 MISDIRECTED_REQUEST Misdirected Request
# expect: 422 UNPROCESSABLE_CONTENT Unprocessable Content
# expect: 423 LOCKED Locked
# expect: 424 FAILED_DEPENDENCY Failed Dependency
# expect: 425 TOO_EARLY Too Early
# expect: 426 UPGRADE_REQUIRED Upgrade Required
# expect: 428 PRECONDITION_REQUIRED Precondition Required
# expect: 429 TOO_MANY_REQUESTS Too Many Requests
# expect: 431 REQUEST_HEADER_FIELDS_TOO_LARGE Request Header Fields Too Large
# expect: 451 UNAVAILABLE_FOR_LEGAL_REASONS Unavailable For Legal Reasons
# expect: 500 INTERNAL_SERVER_ERROR Internal Server Error
# expect: 501 NOT_IMPLEMENTED Not Implemented
# expect: 502 BAD_GATEWAY Bad Gateway
# expect: 503 SERVICE_UNAVAILABLE Service Unavailable
# expect: 504 GATEWAY_TIMEOUT Gateway Timeout
# expect: 505 HTTP_VERSION_NOT_SUPPORTED HTTP Version Not Supported
# expect: 506 VARIANT_ALSO_NEGOTIATES Variant Also Negotiates
# expect: 507 INSUFFICIENT_STORAGE Insufficient Storage
# expect: 508 LOOP_DETECTED Loop Detected
# expect: 510 NOT_EXTENDED Not Extended
# expect: 511 NETWORK_AUTHENTICATION_REQUIRED Network Authentication Required
print(HTTPStatus.NOT_FOUND, repr(HTTPStatus.OK), HTTPStatus(404) is HTTPStatus.NOT_FOUND, HTTPStatus.OK == 200, int(HTTPStatus.OK), f"{HTTPStatus.OK}")  # expect: 404 <HTTPStatus.OK: 200> True True 200 200
print(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.OK.is_success, HTTPMethod.GET, repr(HTTPMethod.POST))  # expect: 422 True GET <HTTPMethod.POST>
try: HTTPStatus(999)
except ValueError as e: print(e)  # expect: 999 is not a valid HTTPStatus
