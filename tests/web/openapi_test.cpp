#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

// What stands in the document between `begin` and the end of it.
std::string part(const std::string& document, std::string_view begin) {
    const std::size_t at = document.find(begin);
    return at == std::string::npos ? "(none) " + document : document.substr(at);
}

TEST(OpenApi, AnEmptyApplicationHasATitleAndAVersion) {
    Program program("app = FastAPI(title='T', version='2', description='d')\n");
    EXPECT_EQ(program.body("/openapi.json"),
              "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"description\":\"d\","
              "\"version\":\"2\"},\"paths\":{}}");
}

TEST(OpenApi, ParametersAreDescribedWithTheirConstraints) {
    Program program(
        "@app.get('/i/{n}', tags=['a'])\n"
        "def read_it(n: Annotated[int, Path(ge=1)], q: str | None = None):\n    'Doc.'\n");
    EXPECT_TRUE(program.body("/openapi.json")
                    .find("\"paths\":{\"/i/{n}\":{\"get\":{\"tags\":[\"a\"],\"summary\":\"Read "
                          "It\",\"description\":\"Doc.\",\"operationId\":\"read_it_i__n__get\","
                          "\"parameters\":[{\"name\":\"n\",\"in\":\"path\",\"required\":true,"
                          "\"schema\":{\"type\":\"integer\",\"minimum\":1,\"title\":\"N\"}},"
                          "{\"name\":\"q\",\"in\":\"query\",\"required\":false,\"schema\":{"
                          "\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}],\"title\":\"Q\"}"
                          "}],\"responses\":{\"200\":{\"description\":\"Successful Response\","
                          "\"content\":{\"application/json\":{\"schema\":{}}}},\"422\":{"
                          "\"description\":\"Validation Error\"") != std::string::npos)
        << program.body("/openapi.json");
}

TEST(OpenApi, SecuritySchemesStandWithTheScopesThatTheRouteAsksFor) {
    Program program(
        "from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer\n"
        "oauth = OAuth2PasswordBearer(tokenUrl='token', scopes={'me': 'Me', 'all': 'All'})\n"
        "key = APIKeyHeader(name='X-Key', description='k')\n"
        "bearer = HTTPBearer(bearerFormat='JWT', scheme_name='b')\n"
        "def user(token=Security(oauth, scopes=['me'])): pass\n"
        "@app.get('/x')\n"
        "def x(u=Security(user, scopes=['all']), k=Depends(key), b=Depends(bearer)): pass\n");
    const std::string document = program.body("/openapi.json");
    EXPECT_TRUE(part(document, "\"security\":[")
                    .starts_with("\"security\":[{\"OAuth2PasswordBearer\":[\"all\",\"me\"]},"
                                 "{\"APIKeyHeader\":[]},{\"b\":[]}]"));
    EXPECT_EQ(part(document, "\"components\":"),
              "\"components\":{\"securitySchemes\":{\"OAuth2PasswordBearer\":{\"type\":\"oauth2\","
              "\"flows\":{\"password\":{\"scopes\":{\"me\":\"Me\",\"all\":\"All\"},\"tokenUrl\":"
              "\"token\"}}},\"APIKeyHeader\":{\"type\":\"apiKey\",\"description\":\"k\",\"in\":"
              "\"header\",\"name\":\"X-Key\"},\"b\":{\"type\":\"http\",\"scheme\":\"bearer\","
              "\"bearerFormat\":\"JWT\"}}}}");
}

TEST(OpenApi, ALoginFormIsAComponent) {
    Program program(
        "from fastapi.security import OAuth2PasswordRequestForm\n"
        "@app.post('/t')\ndef t(f: OAuth2PasswordRequestForm = Depends()): pass\n");
    EXPECT_TRUE(part(program.body("/openapi.json"), "\"Body_t_t_post\":")
                    .starts_with("\"Body_t_t_post\":{\"properties\":{\"grant_type\":{\"anyOf\":[{"
                                 "\"type\":\"string\",\"pattern\":\"^password$\"},{\"type\":"
                                 "\"null\"}],\"title\":\"Grant Type\"},\"username\":{\"type\":"
                                 "\"string\",\"title\":\"Username\"},\"password\":{\"type\":"
                                 "\"string\",\"format\":\"password\",\"title\":\"Password\"}"));
}

TEST(OpenApi, WhatIsNotInTheSchemaIsLeftOut) {
    Program program(
        "@app.get('/a', include_in_schema=False)\ndef a(): pass\n"
        "r = APIRouter(include_in_schema=False)\n@r.get('/b')\ndef b(): pass\n"
        "app.include_router(r)\n");
    EXPECT_EQ(part(program.body("/openapi.json"), "\"paths\""), "\"paths\":{}}");
}

TEST(OpenApi, AProgramMayReplaceTheDocument) {
    Program program(
        "from fastapi.openapi.utils import get_openapi\n"
        "@app.get('/a')\ndef a(): pass\n"
        "def custom():\n"
        "    made = get_openapi(title='Mine', version='3', routes=app.routes)\n"
        "    made['info']['x-logo'] = 'l'\n    return made\n"
        "app.openapi = custom\n");
    const std::string document = program.body("/openapi.json");
    EXPECT_TRUE(
        document.starts_with("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Mine\","
                             "\"version\":\"3\",\"x-logo\":\"l\"},\"paths\":{\"/a\""))
        << document;
}

TEST(OpenApi, ASchemeOfTheProgramsOwnSaysWhatItIs) {
    Program program(
        "from fastapi.openapi.models import APIKey, APIKeyIn\n"
        "from fastapi.security.base import SecurityBase\n"
        "class Mine(SecurityBase):\n"
        "    def __init__(self):\n"
        "        self.model = APIKey(**{'in': APIKeyIn.header}, name='x-mine')\n"
        "        self.scheme_name = 'Mine'\n"
        "    async def __call__(self, request: Request): return request.headers.get('x-mine')\n"
        "@app.get('/x')\ndef x(v=Depends(Mine())): return v\n");
    EXPECT_EQ(program.body("/x", {{"X-Mine", "v"}}), "\"v\"");
    EXPECT_TRUE(program.body("/openapi.json")
                    .ends_with("\"securitySchemes\":{\"Mine\":{\"type\":\"apiKey\",\"in\":"
                               "\"header\",\"name\":\"x-mine\"}}}}"));
}

}  // namespace
}  // namespace web
