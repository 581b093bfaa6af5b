package dev.rollcall.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function on texts that is not among CEL's own. Positions are counted in characters from 0.
 *
 * @param name as it is called: {@code text.name(arguments)}
 */
record ExpressionFunction(String name, List<CelOverloadDecl> overloads, List<CelFunctionBinding> bindings) {

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final CelType NUMBER = SimpleType.INT;

    static final List<ExpressionFunction> ALL = List.of(
            one(
                    "lowerAscii",
                    TEXT,
                    List.of(TEXT),
                    CelFunctionBinding.from("lowerAscii_1", String.class, text -> ascii(text, false))),
            one(
                    "upperAscii",
                    TEXT,
                    List.of(TEXT),
                    CelFunctionBinding.from("upperAscii_1", String.class, text -> ascii(text, true))),
            one("trim", TEXT, List.of(TEXT), CelFunctionBinding.from("trim_1", String.class, String::strip)),
            one(
                    "replace",
                    TEXT,
                    List.of(TEXT, TEXT, TEXT),
                    CelFunctionBinding.from(
                            "replace_3",
                            List.of(String.class, String.class, String.class),
                            given -> ((String) given[0]).replace((String) given[1], (String) given[2]))),
            one(
                    "split",
                    TEXTS,
                    List.of(TEXT, TEXT),
                    CelFunctionBinding.from("split_2", String.class, String.class, ExpressionFunction::split)),
            one(
                    "join",
                    TEXT,
                    List.of(TEXTS, TEXT),
                    CelFunctionBinding.from("join_2", List.class, String.class, ExpressionFunction::join)),
            one(
                    "indexOf",
                    NUMBER,
                    List.of(TEXT, TEXT),
                    CelFunctionBinding.from(
                            "indexOf_2",
                            String.class,
                            String.class,
                            (text, part) -> position(text, text.indexOf(part)))),
            one(
                    "lastIndexOf",
                    NUMBER,
                    List.of(TEXT, TEXT),
                    CelFunctionBinding.from(
                            "lastIndexOf_2",
                            String.class,
                            String.class,
                            (text, part) -> position(text, text.lastIndexOf(part)))),
            new ExpressionFunction(
                    "substring",
                    List.of(
                            CelOverloadDecl.newMemberOverload("substring_2", TEXT, List.of(TEXT, NUMBER)),
                            CelOverloadDecl.newMemberOverload("substring_3", TEXT, List.of(TEXT, NUMBER, NUMBER))),
                    List.of(
                            CelFunctionBinding.from(
                                    "substring_2",
                                    String.class,
                                    Long.class,
                                    (text, from) -> substring(text, from, text.length())),
                            CelFunctionBinding.from(
                                    "substring_3",
                                    List.of(String.class, Long.class, Long.class),
                                    given -> substring((String) given[0], (Long) given[1], (Long) given[2])))));

    private static ExpressionFunction one(
            String name, CelType result, List<CelType> arguments, CelFunctionBinding binding) {
        return new ExpressionFunction(
                name,
                List.of(CelOverloadDecl.newMemberOverload(name + "_" + arguments.size(), result, arguments)),
                List.of(binding));
    }

    CelFunctionDecl declaration() {
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    /** Letters A to Z alone: no text becomes longer. */
    private static String ascii(String text, boolean upper) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            boolean changes = upper ? letters[i] >= 'a' && letters[i] <= 'z' : letters[i] >= 'A' && letters[i] <= 'Z';
            letters[i] = changes ? (char) (letters[i] ^ ' ') : letters[i];
        }
        return String.valueOf(letters);
    }

    private static List<String> split(String text, String separator) {
        if (separator.isEmpty()) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String join(List<?> texts, String separator) {
        return texts.stream().map(text -> (String) text).collect(Collectors.joining(separator));
    }

    private static long position(String text, int index) {
        return index < 0 ? -1 : text.codePointCount(0, index);
    }

    /** From a position to before another one; what lies beyond the text is not there. */
    private static String substring(String text, long from, long to) {
        int[] characters = text.codePoints().toArray();
        int start = (int) Math.min(Math.max(from, 0), characters.length);
        int end = (int) Math.min(Math.max(to, start), characters.length);
        int[] part = Arrays.copyOfRange(characters, start, end);
        return new String(part, 0, part.length);
    }
}
