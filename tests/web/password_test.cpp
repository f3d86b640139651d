// Passwords: pwdlib, passlib, bcrypt and argon2 answer as the packages do, at the cost that the
// sandbox's limits allow; and what a check cost is told.
#include <gtest/gtest.h>

#include "web/guest.h"

namespace web {
namespace {

std::string said_with_hashers(std::string_view body, std::string_view imports = "") {
    return say(body,
               "import bcrypt\nfrom argon2 import PasswordHasher\n"
               "from passlib.context import CryptContext\nfrom passlib.hash import "
               "pbkdf2_sha256, sha256_crypt, sha512_crypt, bcrypt_sha256\n"
               "from pwdlib import PasswordHash\n"
               "from pwdlib.hashers.argon2 import Argon2Hasher\n"
               "from pwdlib.hashers.bcrypt import BcryptHasher\n"
               "BCRYPT = '$2b$04$abcdefghijklmnopqrstuuyvPXIbu7xe6/CED2DzX8z6Si09MlzlW'\n"
               "ARGON2 = '$argon2id$v=19$m=256,t=1,p=1$YWJjZGVmZ2hpamtsbW5vcA$"
               "DeAGZUqMVPlq6+u4PwDopA'\n" +
                   std::string(imports));
}

TEST(Bcrypt, HashesAndChecksAsThePackageDoes) {
    EXPECT_EQ(said_with_hashers(
                  "bcrypt.hashpw(b'pw', b'$2b$04$abcdefghijklmnopqrstuu') == BCRYPT.encode()"),
              "True");
    EXPECT_EQ(said_with_hashers("bcrypt.hashpw(b'pw', b'$2a$04$abcdefghijklmnopqrstuu')[:4]"),
              "b'$2a$'");
    EXPECT_EQ(said_with_hashers("bcrypt.checkpw(b'px', BCRYPT.encode())"), "False");
    EXPECT_EQ(said_with_hashers("bcrypt.gensalt(4, b'2a')[:7], len(bcrypt.gensalt())"),
              "(b'$2a$04$', 29)");
    EXPECT_EQ(said_with_hashers("bcrypt.hashpw(b'p' * 73, bcrypt.gensalt(4))"),
              "ValueError: password cannot be longer than 72 bytes, truncate manually if necessary "
              "(e.g. my_password[:72])");
    EXPECT_EQ(said_with_hashers("bcrypt.hashpw(b'pw', b'$2b$04$short')"),
              "ValueError: Invalid salt");
    EXPECT_EQ(said_with_hashers("bcrypt.hashpw('pw', bcrypt.gensalt(4))"),
              "TypeError: argument 'password': 'str' object is not an instance of 'bytes'");
}

TEST(Pwdlib, TheFirstHasherThatKnowsTheHashDecides) {
    EXPECT_EQ(said_with_hashers("PasswordHash.recommended().verify('x', BCRYPT)"),
              "UnknownHashError: This hash can't be identified. Make sure it's valid and that its "
              "corresponding hasher is enabled.");
    EXPECT_EQ(
        said_with_hashers("PasswordHash((Argon2Hasher(), BcryptHasher(4))).verify('pw', BCRYPT)"),
        "True");
    EXPECT_EQ(
        said_with_hashers("PasswordHash((BcryptHasher(4), Argon2Hasher())).verify_and_update('pw', "
                          "BCRYPT)"),
        "(True, None)");
    EXPECT_EQ(said_with_hashers(
                  "PasswordHash((Argon2Hasher(1, 64, 1), BcryptHasher())).verify_and_update("
                  "'pw', BCRYPT)[1][:28]"),
              "'$argon2id$v=19$m=64,t=1,p=1$'");
    EXPECT_EQ(said_with_hashers("PasswordHash.recommended().verify(None, BCRYPT)"),
              "TypeError: password must be str or bytes");
}

TEST(Argon2, RealHashesComeOut) {
    EXPECT_EQ(
        said_with_hashers("PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash('x', "
                          "salt=b'saltsaltsalt')"),
        "'$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0$"
        "LJs+jUcUGLFIlYWQ6Nf5uSUtHNndcqcQT83C8M+2evI'");
    EXPECT_EQ(said_with_hashers("PasswordHasher().verify(ARGON2, 'wrong')"),
              "VerifyMismatchError: The password does not match the supplied hash");
    EXPECT_EQ(said_with_hashers("PasswordHasher().verify('zz', 'x')"), "InvalidHashError: ");
    EXPECT_EQ(said_with_hashers("PasswordHasher().check_needs_rehash(ARGON2)"), "True");
}

TEST(Passlib, AContextKnowsItsSchemes) {
    EXPECT_EQ(said_with_hashers(
                  "CryptContext(schemes=['bcrypt'], deprecated='auto').verify('pw', BCRYPT)"),
              "True");
    EXPECT_EQ(said_with_hashers("CryptContext(['bcrypt']).verify('pw', 'zz')"),
              "UnknownHashError: hash could not be identified");
    EXPECT_EQ(said_with_hashers("CryptContext(['bcrypt'], bcrypt__rounds=4).hash('p' * 80)[:7]"),
              "'$2b$04$'");
    EXPECT_EQ(said_with_hashers(
                  "CryptContext(['argon2', 'bcrypt'], deprecated='auto').needs_update(BCRYPT)"),
              "True");
    EXPECT_EQ(said_with_hashers("CryptContext(['nope'])"),
              "KeyError: \"no crypt handler found for algorithm: 'nope'\"");
    EXPECT_EQ(said_with_hashers("pbkdf2_sha256.using(rounds=1000, salt=b'abcd').hash('x')"),
              "'$pbkdf2-sha256$1000$YWJjZA$7zSLztFYDQmkqRbLDkXTX8Mt2abcsa0V4Ymy6QKjqOY'");
    EXPECT_EQ(said_with_hashers("sha256_crypt.using(rounds=1000, salt='abcd').hash('x')"),
              "'$5$rounds=1000$abcd$b9GNh2hqZkJVPtB.kjTza6ik86IdMW5joNwiXq6XbyB'");
    EXPECT_EQ(said_with_hashers(
                  "bcrypt_sha256.using(rounds=4, salt='abcdefghijklmnopqrstuu').hash('pw')"),
              "'$bcrypt-sha256$v=2,t=2b,r=4$abcdefghijklmnopqrstuu$0.ED/"
              "heDpApO92hrXu8CZN87Y.pGr7O'");
}

TEST(Passwords, TheSandboxLimitsTheWork) {
    EXPECT_TRUE(said_with_hashers("PasswordHasher(memory_cost=4 << 20).hash('x')")
                    .starts_with("limit:memory"));
    EXPECT_TRUE(said_with_hashers("PasswordHasher(time_cost=1 << 30).hash('x')")
                    .starts_with("limit:steps"));
    EXPECT_TRUE(
        said_with_hashers("bcrypt.hashpw(b'x', bcrypt.gensalt(31))").starts_with("limit:steps"));
    EXPECT_TRUE(
        said_with_hashers("PasswordHasher().verify('$argon2id$v=19$m=4194304,t=1,p=1$YWJjZGVmZ2g$"
                          "YWJjZGVmZ2g', 'x')")
            .starts_with("limit:memory"));
}

TEST(Passwords, TheSameSeedGivesTheSameSalt) {
    constexpr std::string_view kHash =
        "PasswordHash([Argon2Hasher(1, 64, 1)]).hash('x'), bcrypt.gensalt()";
    EXPECT_EQ(said_with_hashers(kHash), said_with_hashers(kHash));
}

TEST(Passwords, ACheckTellsItsCost) {
    trace::Recorder recorder;
    {
        Guest guest(
            "from argon2 import PasswordHasher\nimport bcrypt\n"
            "bcrypt.checkpw(b'x', bcrypt.hashpw(b'x', bcrypt.gensalt(4)))\n"
            "PasswordHasher(1, 64, 1).hash('x')\n",
            &recorder);
    }
    const trace::Timeline timeline = recorder.finish();
    std::string told;
    for (int step = 0; step < timeline.size(); ++step) {
        if (timeline.kind_at(step) != trace::EventKind::PasswordCheck) continue;
        const trace::Event event = timeline.event_at(step);
        told += *event.field("algorithm") + ", " + *event.field("cost") + ": " +
                *event.field("result") + "\n";
    }
    EXPECT_EQ(told,
              "bcrypt, 2^4 rounds: hashed\nbcrypt, 2^4 rounds: passed\n"
              "argon2id, 64 KiB, 1 pass, 1 lane: hashed\n");
}

}  // namespace
}  // namespace web
