// tests/lang/ast_text.h -- an expression tree as one line of text, for tests to compare.
#pragma once

#include <string>

#include "lang/ast.h"

namespace lang {

std::string text_of(const ast::Expr* expr);

inline std::string text_of_all(ast::Exprs exprs) {
    std::string out;
    for (const ast::Expr* expr : exprs) out += (out.empty() ? "" : " ") + text_of(expr);
    return out;
}

inline std::string text_of_generators(std::span<ast::Comprehension> generators) {
    std::string out;
    for (const ast::Comprehension& each : generators) {
        out += std::string(each.is_async ? " async-for " : " for ") + text_of(each.target) +
               " in " + text_of(each.iter);
        for (const ast::Expr* condition : each.ifs) out += " if " + text_of(condition);
    }
    return out;
}

inline std::string text_of_constant(const ast::Constant& constant) {
    switch (constant.type) {
        case ast::ConstantKind::None: return "None";
        case ast::ConstantKind::True: return "True";
        case ast::ConstantKind::False: return "False";
        case ast::ConstantKind::Ellipsis: return "...";
        case ast::ConstantKind::Str: return "'" + std::string(constant.text) + "'";
        case ast::ConstantKind::Bytes: return "b'" + std::string(constant.text) + "'";
        case ast::ConstantKind::Int:
        case ast::ConstantKind::Float: break;
    }
    return std::string(constant.text);
}

inline std::string text_of_call(const ast::Call& call) {
    std::string out = "(call " + text_of(call.func);
    for (const ast::Expr* arg : call.args) out += " " + text_of(arg);
    for (const ast::KeywordArg& keyword : call.keywords) {
        out += keyword.name.empty() ? " **" : " " + std::string(keyword.name) + "=";
        out += text_of(keyword.value);
    }
    return out + ")";
}

inline std::string text_of_display(const ast::Expr& expr) {
    using namespace ast;
    switch (expr.kind) {
        case ExprKind::List: return "[" + text_of_all(as<List>(expr).elts) + "]";
        case ExprKind::Tuple: return "(tuple " + text_of_all(as<Tuple>(expr).elts) + ")";
        case ExprKind::Set: return "{" + text_of_all(as<Set>(expr).elts) + "}";
        case ExprKind::Dict: {
            std::string out = "(dict";
            for (std::size_t i = 0; i < as<Dict>(expr).keys.size(); ++i) {
                const Expr* key = as<Dict>(expr).keys[i];
                out += key ? " " + text_of(key) + ":" : std::string(" **");
                out += text_of(as<Dict>(expr).values[i]);
            }
            return out + ")";
        }
        case ExprKind::ListComp:
            return "[" + text_of(as<ListComp>(expr).elt) +
                   text_of_generators(as<ListComp>(expr).generators) + "]";
        case ExprKind::SetComp:
            return "{" + text_of(as<SetComp>(expr).elt) +
                   text_of_generators(as<SetComp>(expr).generators) + "}";
        case ExprKind::GeneratorExp:
            return "(gen " + text_of(as<GeneratorExp>(expr).elt) +
                   text_of_generators(as<GeneratorExp>(expr).generators) + ")";
        case ExprKind::DictComp:
            return "{" + text_of(as<DictComp>(expr).key) + ":" + text_of(as<DictComp>(expr).value) +
                   text_of_generators(as<DictComp>(expr).generators) + "}";
        default: return "?";
    }
}

inline std::string text_of(const ast::Expr* expr) {
    using namespace ast;
    if (!expr) return "_";
    static constexpr const char* kOperators[] = {"+", "-", "*", "/", "//", "%", "**",
                                                 "@", "&", "|", "^", "<<", ">>"};
    static constexpr const char* kUnary[] = {"~", "not", "+", "-"};
    static constexpr const char* kCompares[] = {"==", "!=", "<",      "<=", ">",
                                                ">=", "is", "is-not", "in", "not-in"};
    switch (expr->kind) {
        case ExprKind::Constant: return text_of_constant(as<Constant>(*expr));
        case ExprKind::Name: return std::string(as<Name>(*expr).id);
        case ExprKind::Attribute:
            return text_of(as<Attribute>(*expr).value) + "." +
                   std::string(as<Attribute>(*expr).attr);
        case ExprKind::Subscript:
            return text_of(as<Subscript>(*expr).value) + "[" + text_of(as<Subscript>(*expr).slice) +
                   "]";
        case ExprKind::Slice:
            return text_of(as<Slice>(*expr).lower) + ":" + text_of(as<Slice>(*expr).upper) + ":" +
                   text_of(as<Slice>(*expr).step);
        case ExprKind::Starred: return "*" + text_of(as<Starred>(*expr).value);
        case ExprKind::Call: return text_of_call(as<Call>(*expr));
        case ExprKind::BinOp: {
            const auto& binary = as<BinOp>(*expr);
            return std::string("(") + kOperators[static_cast<int>(binary.op)] + " " +
                   text_of(binary.left) + " " + text_of(binary.right) + ")";
        }
        case ExprKind::UnaryOp:
            return std::string("(") + kUnary[static_cast<int>(as<UnaryOp>(*expr).op)] + " " +
                   text_of(as<UnaryOp>(*expr).operand) + ")";
        case ExprKind::BoolOp:
            return std::string("(") + (as<BoolOp>(*expr).op == BoolOperator::And ? "and " : "or ") +
                   text_of_all(as<BoolOp>(*expr).values) + ")";
        case ExprKind::Compare: {
            const auto& compare = as<Compare>(*expr);
            std::string out = "(" + text_of(compare.left);
            for (std::size_t i = 0; i < compare.ops.size(); ++i) {
                out += std::string(" ") + kCompares[static_cast<int>(compare.ops[i])] + " " +
                       text_of(compare.comparators[i]);
            }
            return out + ")";
        }
        case ExprKind::IfExp:
            return "(if " + text_of(as<IfExp>(*expr).test) + " " + text_of(as<IfExp>(*expr).body) +
                   " " + text_of(as<IfExp>(*expr).orelse) + ")";
        case ExprKind::NamedExpr:
            return "(:= " + text_of(as<NamedExpr>(*expr).target) + " " +
                   text_of(as<NamedExpr>(*expr).value) + ")";
        case ExprKind::Lambda: return "(lambda " + text_of(as<Lambda>(*expr).body) + ")";
        case ExprKind::Await: return "(await " + text_of(as<Await>(*expr).value) + ")";
        case ExprKind::Yield: return "(yield " + text_of(as<Yield>(*expr).value) + ")";
        case ExprKind::YieldFrom: return "(yield-from " + text_of(as<YieldFrom>(*expr).value) + ")";
        case ExprKind::JoinedStr: return "(f " + text_of_all(as<JoinedStr>(*expr).values) + ")";
        case ExprKind::FormattedValue: {
            const auto& field = as<FormattedValue>(*expr);
            std::string out = "{" + text_of(field.value);
            if (field.conversion) out += std::string("!") + field.conversion;
            if (field.format_spec) out += ":" + text_of(field.format_spec);
            return out + "}";
        }
        default: return text_of_display(*expr);
    }
}

}  // namespace lang
