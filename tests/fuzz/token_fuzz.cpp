// Tokens and keys as strangers send them, through the program's own jwt and jose modules. The first
// byte, a digit, picks what the rest is: a token; the header and claims of one that is signed
// rightly; a key. What nobody signed is never accepted.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "lang/vm.h"
#include "lesson/token_view.h"
#include "web/app.h"

namespace {

constexpr std::string_view kProgram = R"(
import base64, hashlib, hmac, jwt
from fastapi import FastAPI, Request
from jose import jwt as jose

app = FastAPI()
KEY = "0123456789abcdef0123456789abcdef"
ALL = ["HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "EdDSA"]
TOKEN = jwt.encode({"sub": "mia", "aud": "shop"}, KEY)

def told(decode):
    try:
        return {"accepted": repr(decode())}
    except Exception as error:
        return {"refused": type(error).__name__}

@app.post("/token")
async def read_token(request: Request):
    token = await request.body()
    told(lambda: jwt.get_unverified_header(token))
    told(lambda: jwt.decode(token, options={"verify_signature": False}))
    told(lambda: jose.decode(token, KEY, algorithms=ALL[:3], audience="shop"))
    return told(lambda: jwt.decode(token, KEY, algorithms=ALL, audience="shop"))

def part(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")

@app.post("/signed")
async def read_signed(request: Request):
    header, _, claims = (await request.body()).partition(b"\n")
    text = part(header) + b"." + part(claims)
    token = text + b"." + part(hmac.new(KEY.encode(), text, hashlib.sha256).digest())
    told(lambda: jose.decode(token, KEY, algorithms=ALL[:3]))
    return told(lambda: jwt.decode(token, KEY, algorithms=ALL, leeway=10, issuer=["a", "b"],
                                   options={"require": ["exp"], "verify_aud": False}))

@app.post("/key")
async def read_key(request: Request):
    key = await request.body()
    told(lambda: jwt.PyJWK.from_json(key.decode()))
    for algorithm in ALL:
        told(lambda: jwt.decode(TOKEN, key, algorithms=[algorithm]))
        told(lambda: jwt.encode({}, key, algorithm=algorithm))
    return {}
)";
constexpr std::string_view kPaths[] = {"/token", "/signed", "/key"};
// What TOKEN's signature covers: the only thing that a stranger may show again.
constexpr std::string_view kSigned =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJtaWEiLCJhdWQiOiJzaG9wIn0";
constexpr int kInputsPerProgram = 500;

struct Program {
    Program() : vm(options()) {
        web::add_web_modules(vm);
        loading = web::load_app(vm, kProgram, "fuzz.py");
        if (!loading.app || !web::start(*loading.app).empty()) std::abort();
    }
    static lang::VmOptions options() {
        lang::VmOptions options;
        options.max_steps = 20'000'000;
        options.max_memory_bytes = std::size_t{256} << 20;
        return options;
    }
    lang::Vm vm;
    web::Loading loading;
    int inputs = 0;
    bool stopped = false;
};

// The program that goes on; a new one now and then, and after a limit.
Program& program() {
    static std::unique_ptr<Program> running;
    if (!running || running->stopped || ++running->inputs > kInputsPerProgram) {
        running.reset();
        running = std::make_unique<Program>();
    }
    return *running;
}

bool was_signed(std::string_view token) { return token.substr(0, token.rfind('.')) == kSigned; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t kind = data[0] % std::size(kPaths);
    http::Request request = http::make_request("POST", kPaths[kind]);
    request.body = text;
    http::add_default_headers(request);
    Program& now = program();
    const web::Reply reply = web::handle(*now.loading.app, request);
    now.stopped = reply.stopped;
    const bool accepted = reply.response.body.starts_with("{\"accepted\"");
    if (kind == 0 && accepted && !was_signed(text)) std::abort();
    lesson::open_token(text, 1'700'000'000);
    return 0;
}
