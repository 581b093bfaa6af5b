package dev.rollcall.server.cli.print;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lets arguments that are one of a few words be typed in any letter case, and shows them in lower case. */
public final class Words {

    private Words() {}

    /** Has every enum that a command of these takes read so. */
    public static CommandLine letReadInAnyCase(CommandLine line) {
        line.getCommandSpec().args().forEach(argument -> {
            for (Class<?> type : argument.auxiliaryTypes()) {
                if (type.isEnum()) {
                    register(line, type);
                }
            }
        });
        line.getSubcommands().values().forEach(Words::letReadInAnyCase);
        return line;
    }

    private static <T> void register(CommandLine line, Class<T> type) {
        line.registerConverter(
                type,
                text -> Stream.of(type.getEnumConstants())
                        .filter(value -> of(value).equalsIgnoreCase(text.strip()))
                        .findFirst()
                        .orElseThrow(
                                () -> new TypeConversionException("say " + choice(type) + ", not '" + text + "'")));
    }

    private static String choice(Class<?> type) {
        List<String> words = Stream.of(type.getEnumConstants()).map(Words::of).toList();
        return words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + words.get(words.size() - 1);
    }

    /** As it is typed: {@code keep}, {@code issued_token}. */
    private static String of(Object value) {
        return ((Enum<?>) value).name().toLowerCase(Locale.ROOT);
    }

    /** Reads a word that the gateway knows in lower case, and judges. */
    public static final class LowerCase implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
