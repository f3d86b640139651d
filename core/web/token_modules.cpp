#include "web/token_modules.h"

namespace web {
namespace {

constexpr lang::NativeModule kTokenModules[] = {
    {"argon2", load_argon2},
    {"argon2.exceptions", load_argon2_exceptions},
    {"bcrypt", load_bcrypt},
    {"cryptography", load_empty_package},
    {"cryptography.hazmat", load_empty_package},
    {"cryptography.hazmat.backends", load_crypto_backends},
    {"cryptography.hazmat.primitives", load_empty_package},
    {"cryptography.hazmat.primitives.asymmetric", load_empty_package},
    {"cryptography.hazmat.primitives.asymmetric.ec", load_crypto_ec},
    {"cryptography.hazmat.primitives.asymmetric.ed25519", load_crypto_ed25519},
    {"cryptography.hazmat.primitives.asymmetric.rsa", load_crypto_rsa},
    {"cryptography.hazmat.primitives.serialization", load_crypto_serialization},
    {"jose", load_jose},
    {"jose.constants", load_jose_constants},
    {"jose.exceptions", load_jose_exceptions},
    {"jose.jwk", load_jose_jwk},
    {"jose.jws", load_jose_jws},
    {"jose.jwt", load_jose_jwt},
    {"jwt", load_jwt},
    {"jwt.algorithms", load_jwt_algorithms},
    {"jwt.api_jwk", load_jwt},
    {"jwt.api_jws", load_jwt},
    {"jwt.api_jwt", load_jwt},
    {"jwt.exceptions", load_jwt_exceptions},
    {"jwt.utils", load_jwt_utils},
    {"jwt.warnings", load_jwt_warnings},
    {"passlib", load_passlib},
    {"passlib.context", load_passlib_context},
    {"passlib.exc", load_passlib_exc},
    {"passlib.hash", load_passlib_hash},
    {"pwdlib", load_pwdlib},
    {"pwdlib.exceptions", load_pwdlib_exceptions},
    {"pwdlib.hashers", load_empty_package},
    {"pwdlib.hashers.argon2", load_pwdlib_argon2},
    {"pwdlib.hashers.bcrypt", load_pwdlib_bcrypt},
};

}  // namespace

void add_token_modules(lang::Vm& vm) {
    for (const lang::NativeModule& module : kTokenModules) vm.add_module(module);
}

}  // namespace web
