package dev.rollcall.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A switch as people type it. No boolean: of those picocli takes the presence of a word for its value. */
enum OnOff {
    ON,
    OFF;

    /** Reads {@code on} and {@code off}. */
    static final class Reader implements ITypeConverter<OnOff> {

        @Override
        public OnOff convert(String text) {
            return switch (text) {
                case "on" -> ON;
                case "off" -> OFF;
                default -> throw new TypeConversionException("say on or off, not '" + text + "'");
            };
        }
    }
}
