// Models as bodies, parameters and responses. Expectations were recorded from FastAPI 0.162.
#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

constexpr std::string_view kModels =
    "from typing import Literal, Union\n"
    "from pydantic import BaseModel, ConfigDict, Field\n"
    "class Filter(BaseModel):\n"
    "    model_config = {'extra': 'forbid'}\n"
    "    limit: int = Field(100, gt=0, le=100)\n"
    "    order: Literal['a', 'b'] = 'a'\n"
    "    tags: list[str] = []\n"
    "class Item(BaseModel):\n"
    "    name: str\n"
    "    price: float = Field(gt=0)\n"
    "    tax: float | None = None\n"
    "    user_id: int = Field(0, alias='userId')\n"
    "class Secretive(Item):\n"
    "    password: str = 'x'\n"
    "class Heads(BaseModel):\n"
    "    save_data: bool\n"
    "    x_tag: list[str] = []\n";

class ModelProgram : public Program {
  public:
    explicit ModelProgram(std::string_view source)
        : Program(std::string(kModels) + std::string(source)) {}
    std::string post(std::string_view target, std::string_view body,
                     std::string_view type = "application/json") {
        http::Request request = http::make_request("POST", target);
        request.headers.add("content-type", type);
        request.body = std::string(body);
        return send(std::move(request)).response.body;
    }
};

TEST(ModelBody, IsReadValidatedAndWrittenByAlias) {
    ModelProgram program("@app.post('/')\ndef f(item: Item): return item\n");
    EXPECT_EQ(program.post("/", R"({"name":"a","price":1,"userId":"7"})"),
              R"({"name":"a","price":1.0,"tax":null,"userId":7})");
    EXPECT_EQ(program.post("/", R"({"price":0})"),
              R"({"detail":[{"type":"missing","loc":["body","name"],"msg":"Field required",)"
              R"("input":{"price":0}},{"type":"greater_than","loc":["body","price"],)"
              R"("msg":"Input should be greater than 0","input":0,"ctx":{"gt":0.0}}]})");
    EXPECT_EQ(program.post("/", "null"),
              R"({"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be )"
              R"(a valid dictionary or object to extract fields from","input":null}]})");
    EXPECT_EQ(program.post("/", ""),
              R"({"detail":[{"type":"missing","loc":["body"],"msg":"Field required",)"
              R"("input":null}]})");
}

TEST(ModelBody, SeveralStandUnderTheirNames) {
    ModelProgram program(
        "@app.post('/')\n"
        "def f(item: Item, n: Annotated[int, Body(gt=0)] = 1): return [item.name, n]\n");
    EXPECT_EQ(program.post("/", R"({"item":{"name":"a","price":1},"n":2})"), R"(["a",2])");
    EXPECT_EQ(program.post("/", R"({"item":5,"n":0})"),
              R"({"detail":[{"type":"model_attributes_type","loc":["body","item"],"msg":"Input )"
              R"(should be a valid dictionary or object to extract fields from","input":5},)"
              R"({"type":"greater_than","loc":["body","n"],"msg":"Input should be greater than 0",)"
              R"("input":0,"ctx":{"gt":0}}]})");
}

TEST(ModelParameter, QueryTakesTheFieldsOneByOne) {
    ModelProgram program("@app.get('/')\ndef f(q: Annotated[Filter, Query()]): return q\n");
    EXPECT_EQ(program.body("/?limit=5&tags=x&tags=y"),
              R"({"limit":5,"order":"a","tags":["x","y"]})");
    EXPECT_EQ(program.body("/?limit=0&tool=1&tool=2"),
              R"({"detail":[{"type":"greater_than","loc":["query","limit"],"msg":"Input should be )"
              R"(greater than 0","input":"0","ctx":{"gt":0}},{"type":"extra_forbidden",)"
              R"("loc":["query","tool"],"msg":"Extra inputs are not permitted",)"
              R"("input":["1","2"]}]})");
}

TEST(ModelParameter, HeadersAreReadUnderDashedNames) {
    ModelProgram program("@app.get('/')\ndef f(h: Annotated[Heads, Header()]): return h\n");
    http::Headers headers;
    headers.add("save-data", "true");
    headers.add("x-tag", "a");
    headers.add("x-tag", "b");
    EXPECT_EQ(program.body("/", headers), R"({"save_data":true,"x_tag":["a","b"]})");
    http::Headers wrong;
    wrong.add("save-data", "maybe");
    EXPECT_NE(program.body("/", wrong).find(R"("loc":["header","save-data"])"), std::string::npos);
}

TEST(ModelParameter, FormsTakeEmptyTextsForMissing) {
    ModelProgram program("@app.post('/')\ndef f(q: Annotated[Item, Form()]): return q.name\n");
    const std::string_view type = "application/x-www-form-urlencoded";
    EXPECT_EQ(program.post("/", "name=a&price=1", type), "\"a\"");
    EXPECT_NE(program.post("/", "name=&price=1", type).find(R"("loc":["body","name"])"),
              std::string::npos);
}

TEST(ModelResponse, OnlyTheDeclaredFieldsGoOut) {
    ModelProgram program(
        "full = Secretive(name='a', price=1e-7)\n"
        "@app.get('/one')\ndef one() -> Item: return full\n"
        "@app.get('/many')\ndef many() -> list[Item]: return [full, {'name': 'b', 'price': 2}]\n"
        "@app.get('/unset', response_model=Item, response_model_exclude_unset=True)\n"
        "def unset(): return full\n"
        "@app.get('/names', response_model=Item, response_model_include=['name'])\n"
        "def names(): return full\n"
        "@app.get('/plain', response_model=Item, response_model_by_alias=False,\n"
        "         response_model_exclude_none=True)\n"
        "def plain(): return full\n"
        "@app.get('/wrong')\ndef wrong() -> Item: return {'name': 1}\n");
    EXPECT_EQ(program.body("/one"), R"({"name":"a","price":1e-7,"tax":null,"userId":0})");
    EXPECT_EQ(program.body("/many"), R"([{"name":"a","price":1e-7,"tax":null,"userId":0},)"
                                     R"({"name":"b","price":2.0,"tax":null,"userId":0}])");
    EXPECT_EQ(program.body("/unset"), R"({"name":"a","price":1e-7})");
    EXPECT_EQ(program.body("/names"), R"({"name":"a"})");
    EXPECT_EQ(program.body("/plain"), R"({"name":"a","price":1e-7,"user_id":0})");
    EXPECT_EQ(program.get("/wrong").response.status, 500);
}

TEST(ModelLoading, WhatHasNoSchemaIsRefused) {
    const Program plain("class Plain: pass\n@app.get('/')\ndef f() -> Plain: return 1\n");
    EXPECT_TRUE(
        plain.load_error().starts_with("FastAPIError: Invalid args for response field! Hint: check "
                                       "that <class 'app.Plain'>"));
    const Program unannotated("from pydantic import BaseModel\nclass M(BaseModel):\n    a = 1\n");
    EXPECT_TRUE(unannotated.load_error().starts_with(
        "PydanticUserError: A non-annotated attribute was detected: `a = 1`."));
    const Program missing(
        "from pydantic import BaseModel, field_validator\nclass M(BaseModel):\n    a: int\n"
        "    @field_validator('b')\n    def f(cls, v): return v\n");
    EXPECT_TRUE(missing.load_error().starts_with(
        "PydanticUserError: Decorators defined with incorrect fields: app.M"));
}

TEST(ModelLimits, ACyclicDumpIsAnError) {
    Program program(
        "from pydantic import BaseModel\n"
        "class N(BaseModel):\n    kids: list = []\n"
        "n = N()\nn.kids.append(n)\n"
        "@app.get('/')\ndef f():\n"
        "    try:\n        n.model_dump()\n"
        "    except ValueError as e:\n        return str(e)\n");
    EXPECT_EQ(program.body("/"), "\"Circular reference detected (id repeated)\"");
}

}  // namespace
}  // namespace web
