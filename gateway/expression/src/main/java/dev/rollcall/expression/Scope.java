package dev.rollcall.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import org.jspecify.annotations.Nullable;

/** The subject of an expression, which decides with which names its paths may begin. */
enum Scope {
    /** The value of a mapping, in a request of a client with a profile. */
    MAPPING(
            "request",
            true,
            "An expression reads value, request.NAME and constants.NAME.",
            "value == \"x\"",
            "request[\"job title\"]"),

    /** A user as it is stored. */
    USER(
            "user",
            false,
            "An expression reads user.NAME.",
            "user.active == true",
            "user[\"urn:example:2.0:User:badge\"]");

    static final String VALUE = "value";
    static final String CONSTANTS = "constants";

    private final String attributes;
    private final boolean hasValue;
    private final String reads;
    private final String comparison;
    private final String quoted;

    Scope(String attributes, boolean hasValue, String reads, String comparison, String quoted) {
        this.attributes = attributes;
        this.hasValue = hasValue;
        this.reads = reads;
        this.comparison = comparison;
        this.quoted = quoted;
    }

    /** The name in front of attributes. */
    String attributes() {
        return attributes;
    }

    /** What may be read, as a sentence. */
    String reads() {
        return reads;
    }

    /** An example that is true or false. */
    String comparison() {
        return comparison;
    }

    /** An attribute whose name is no word. */
    String quoted() {
        return quoted;
    }

    /** Whether the name has a meaning that no loop may take away. */
    boolean isRoot(String name) {
        return name.equals(attributes) || (hasValue && (name.equals(VALUE) || name.equals(CONSTANTS)));
    }

    void declare(CelCompilerBuilder compiler) {
        if (hasValue) {
            compiler.addVar(VALUE, SimpleType.DYN);
        }
        compiler.addVar(attributes, MapType.create(SimpleType.STRING, SimpleType.DYN));
    }

    /** The name in front of attributes or {@code constants}, where an expression is that name; otherwise null. */
    @Nullable
    String root(CelExpr expression) {
        String name = expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? expression.ident().name()
                : "";
        return name.equals(attributes) || (name.equals(CONSTANTS) && isRoot(name)) ? name : null;
    }
}
