package dev.rollcall.server.fuzz;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A regular expression of this program.
 *
 * @param isSought whether it is looked for inside a text, rather than compared with the whole of it
 */
record OwnPattern(String name, Pattern pattern, boolean isSought) {

    private static final Path ROOT = Path.of("../..");

    /** Settings, and tools for people at a terminal and for tests: no text of a client gets there. */
    private static final List<String> AT_HAND =
            List.of("/server/config/", "/server/cli/", "/server/converse/", "/spi/simulate/", "/testkit/", "/bench/");

    private static final String SEEKING = "(find|replaceAll|replaceFirst|results|split|splitAsStream|asPredicate)\\(";

    /** In a source: a method of String that compiles its first argument; one of Matcher has the replacement alone. */
    private static final Pattern IN_PLACE = Pattern.compile("\\.(?:(matches|split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*+)\""
            + "|(?:replaceAll|replaceFirst)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*,)");

    private static final List<Path> SOURCES = sources();

    /** All that may meet what a client sends. */
    static List<OwnPattern> all() {
        List<OwnPattern> all = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.rollcall")) {
            if (!isAtHand("/" + type.getName().replace('.', '/'))) {
                type.getFields().stream()
                        .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .forEach(field -> all.add(new OwnPattern(
                                type.getSimpleName() + "." + field.getName(),
                                value(field),
                                isSought(source(type), field.getName()))));
            }
        }
        SOURCES.forEach(source -> all.addAll(inPlace(source)));
        return all;
    }

    private static Pattern value(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            return (Pattern) reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the statement that names the pattern, or by the matcher that it makes. */
    private static boolean isSought(String source, String name) {
        Matcher made =
                Pattern.compile("Matcher (\\w+) = " + name + "\\.matcher").matcher(source);
        String call = "\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)\\s*\\.";
        return Pattern.compile("\\b" + name + "\\s*\\.(?:matcher" + call + ")?" + SEEKING)
                        .matcher(source)
                        .find()
                || (made.find()
                        && Pattern.compile("\\b" + made.group(1) + "\\." + SEEKING)
                                .matcher(source)
                                .find());
    }

    private static String source(JavaClass type) {
        String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return SOURCES.stream()
                .filter(path -> path.endsWith(file))
                .findFirst()
                .map(OwnPattern::read)
                .orElse("");
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !isAtHand(file.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAtHand(String path) {
        return AT_HAND.stream().anyMatch(path::contains);
    }

    private static List<OwnPattern> inPlace(Path source) {
        List<OwnPattern> found = new ArrayList<>();
        Matcher calls = IN_PLACE.matcher(read(source));
        while (calls.find()) {
            boolean replaces = calls.group(1) == null;
            String text = calls.group(replaces ? 3 : 2).translateEscapes();
            found.add(new OwnPattern(
                    source.getFileName() + " \"" + text + "\"",
                    Pattern.compile(text),
                    replaces || calls.group(1).equals("split")));
        }
        return found;
    }

    /** Reads the text as this program does. */
    void read(CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        if (isSought) {
            while (matcher.find()) {
                // Every one is looked for.
            }
            matcher.reset();
        }
        boolean unused = matcher.matches() || matcher.reset().lookingAt();
    }

    @Override
    public String toString() {
        return name;
    }
}
