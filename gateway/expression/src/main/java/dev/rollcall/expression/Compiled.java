package dev.rollcall.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles texts into expressions and caches the newest of them, with the reasons why some cannot be used: reading the same text
 * again for a directory costs nothing more.
 */
final class Compiled {

    private static final int KEPT = 2_000;

    private static final Pattern KINDS =
            Pattern.compile("found no matching overload for '([^']{1,40})' applied to '([^']{1,300})'");

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(Bounds.LENGTH)
            .maxParseRecursionDepth(Bounds.DEPTH)
            .maxParseErrorRecoveryLimit(1)
            .comprehensionMaxIterations(Bounds.ITERATIONS)
            .maxRegexProgramSize(Bounds.PATTERN_PROGRAM)
            .enableHeterogeneousNumericComparisons(true)
            .enableQuotedIdentifierSyntax(false)
            .build();

    private static final Map<Scope, CelCompiler> COMPILERS = compilers();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(ExpressionFunction.ALL.stream()
                    .flatMap(function -> function.bindings().stream())
                    .toList())
            .build();

    private static final Map<Key, Made> NEWEST = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Made> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(String text, Scope scope, Map<String, JsonNode> constants, boolean isCondition) {}

    /** What became of a text: one of the two. */
    private record Made(
            @Nullable Expression expression, @Nullable ExpressionException refusal) {

        Expression get() {
            if (expression == null) {
                throw Objects.requireNonNull(refusal);
            }
            return expression;
        }
    }

    private final String text;
    private final Scope scope;
    private final List<ExpressionError> errors = new ArrayList<>();

    private Compiled(String text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    static Expression of(String text, Scope scope, Map<String, JsonNode> constants, boolean isCondition) {
        Compiled compiled = new Compiled(text, scope);
        if (text.codePointCount(0, text.length()) > Bounds.LENGTH) {
            throw compiled.refused(0, "An expression has at most " + Bounds.LENGTH + " characters.");
        }
        Key key = new Key(text, scope, Map.copyOf(constants), isCondition);
        synchronized (NEWEST) {
            Made known = NEWEST.get(key);
            if (known != null) {
                return known.get();
            }
        }
        Made made = compiled.made(key);
        synchronized (NEWEST) {
            NEWEST.put(key, made);
        }
        return made.get();
    }

    private Made made(Key key) {
        try {
            return new Made(make(key.constants(), key.isCondition()), null);
        } catch (ExpressionException refusal) {
            return new Made(null, refusal);
        }
    }

    private Expression make(Map<String, JsonNode> given, boolean isCondition) {
        Map<String, Object> constants = new TreeMap<>();
        JsonValues json = new JsonValues(Integer.MAX_VALUE);
        given.forEach((name, value) -> constants.put(name, json.read(value)));
        CelAbstractSyntaxTree parsed = tree(compiler(Map.of()).parse(text));
        Vocabulary vocabulary =
                new Vocabulary(scope, constants.keySet(), (part, detail) -> errors.add(error(parsed, part, detail)));
        vocabulary.look(parsed.getExpr());
        refuse();
        CelAbstractSyntaxTree checked = tree(compiler(constants).check(parsed));
        Gives gives = Gives.of(checked.getResultType().kind());
        if (gives == null) {
            throw refused(
                    0,
                    "It gives a " + checked.getResultType().name()
                            + "; only texts, numbers, booleans, lists, objects and null are accepted.");
        }
        if (isCondition && gives != Gives.BOOLEAN) {
            throw refused(
                    0,
                    "A condition must be true or false, but this gives "
                            + (gives == Gives.ANY ? "any kind of value" : gives.word())
                            + ". Compare it with something, as in " + scope.comparison() + ".");
        }
        long cost = CostCheck.of(checked.getExpr(), scope, CostCheck.weights(constants));
        if (cost > Bounds.COST) {
            throw refused(
                    0,
                    "It may cost " + (cost > 1_000_000_000 ? "more than 1000000000" : Long.toString(cost))
                            + " steps, but at most " + Bounds.COST
                            + " are accepted. Nested loops, loops over the results of loops, and growing texts cost"
                            + " the most.");
        }
        Map<String, Object> variables = new TreeMap<>();
        constants.forEach((name, value) -> variables.put(Scope.CONSTANTS + "." + name, value));
        List<Expression.Read> reads = vocabulary.reads().stream()
                .map(read ->
                        new Expression.Read(read.name(), read.part(), read.inLoop(), position(parsed, read.place())))
                .toList();
        return new Expression(text, scope, gives, cost, reads, variables, program(checked));
    }

    private static int position(CelAbstractSyntaxTree parsed, CelExpr part) {
        return parsed.getSource().getPositionsMap().getOrDefault(part.id(), 0);
    }

    private ExpressionError error(CelAbstractSyntaxTree parsed, CelExpr part, String detail) {
        return ExpressionError.at(text, position(parsed, part), detail);
    }

    private static CelRuntime.Program program(CelAbstractSyntaxTree checked) {
        try {
            return RUNTIME.createProgram(checked);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("an expression that was checked has no program", e);
        }
    }

    private static Map<Scope, CelCompiler> compilers() {
        Map<Scope, CelCompiler> compilers = new EnumMap<>(Scope.class);
        for (Scope scope : Scope.values()) {
            CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addFunctionDeclarations(ExpressionFunction.ALL.stream()
                            .map(ExpressionFunction::declaration)
                            .toList());
            scope.declare(builder);
            compilers.put(scope, builder.build());
        }
        return compilers;
    }

    private CelCompiler compiler(Map<String, Object> constants) {
        CelCompiler plain = Objects.requireNonNull(COMPILERS.get(scope));
        if (constants.isEmpty()) {
            return plain;
        }
        CelCompilerBuilder builder = plain.toCompilerBuilder();
        constants.forEach((name, value) -> builder.addVar(Scope.CONSTANTS + "." + name, type(value)));
        return builder.build();
    }

    private static CelType type(Object constant) {
        if (constant instanceof String) {
            return SimpleType.STRING;
        }
        if (constant instanceof Boolean) {
            return SimpleType.BOOL;
        }
        if (constant instanceof Long) {
            return SimpleType.INT;
        }
        return constant instanceof Double ? SimpleType.DOUBLE : SimpleType.DYN;
    }

    private CelAbstractSyntaxTree tree(CelValidationResult result) {
        for (CelIssue issue : result.getErrors()) {
            errors.add(new ExpressionError(
                    Math.max(1, issue.getSourceLocation().getLine()),
                    Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                    told(issue.getMessage())));
        }
        refuse();
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw refused(0, "It is nested too deeply; at most " + Bounds.DEPTH + " levels are accepted.");
        }
    }

    /** CEL's own words, without the list of all tokens that could stand there. */
    private static String told(String message) {
        if (message.contains("recursion limit")) {
            return "It is nested too deeply; at most " + Bounds.DEPTH + " levels are accepted.";
        }
        Matcher kinds = KINDS.matcher(message);
        if (kinds.find()) {
            return "The operator or function " + kinds.group(1).replace("_", "") + " does not take " + kinds.group(2)
                    + ". Both results of ? : must be of the same type. Use string(x) or int(x) to convert a value, or"
                    + " dyn(x) for any type, as in dyn(null).";
        }
        int list = message.indexOf(" expecting ");
        String words = (list < 0 ? message : message.substring(0, list)).strip();
        String shortened = words.length() > 200 ? words.substring(0, 200) + "..." : words;
        return "It cannot be read as CEL: " + shortened.replaceFirst("^Syntax error: ", "")
                + (shortened.endsWith(".") ? "" : ".")
                + " Accepted are texts in quotes, numbers, true, false, null, lists, objects, operators such as == &&"
                + " || ? : + and in, and the functions " + String.join(", ", Vocabulary.FUNCTIONS)
                + ".";
    }

    private void refuse() {
        if (!errors.isEmpty()) {
            throw new ExpressionException(errors);
        }
    }

    private ExpressionException refused(int position, String detail) {
        return new ExpressionException(List.of(ExpressionError.at(text, position, detail)));
    }
}
