package dev.rollcall.console.web;

import java.util.Locale;

/**
 * Adapts the operator's colour so that it can be read: dark enough for text on a light background, and light enough for text on a
 * dark one (WCAG 2.2, contrast of at least 4.5).
 */
public final class Palette {

    private static final Rgb LIGHT_GROUND = Rgb.of("#eef2ef");
    private static final Rgb DARK_GROUND = Rgb.of("#232c28");
    private static final Rgb WHITE = Rgb.of("#ffffff");
    private static final Rgb BLACK = Rgb.of("#000000");
    private static final Rgb INK = Rgb.of("#0d1412");

    /** Text on a ground that is tinted with the colour itself has less contrast than on the plain ground. */
    private static final double CONTRAST = 6;

    private static final double STEP = 0.04;

    private Palette() {}

    record Rgb(double red, double green, double blue) {

        static Rgb of(String hex) {
            int value = Integer.parseInt(hex.substring(1), 16);
            return new Rgb((value >> 16 & 0xff) / 255.0, (value >> 8 & 0xff) / 255.0, (value & 0xff) / 255.0);
        }

        Rgb towards(Rgb other, double share) {
            return new Rgb(
                    red + (other.red - red) * share,
                    green + (other.green - green) * share,
                    blue + (other.blue - blue) * share);
        }

        private double luminance() {
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }

        private static double linear(double part) {
            return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }

        double contrast(Rgb other) {
            double one = luminance() + 0.05;
            double two = other.luminance() + 0.05;
            return Math.max(one, two) / Math.min(one, two);
        }

        String hex() {
            return String.format(
                    Locale.ROOT,
                    "#%02x%02x%02x",
                    Math.round(red * 255),
                    Math.round(green * 255),
                    Math.round(blue * 255));
        }
    }

    /** The nearest colour of its kind that can be read as text on the ground. */
    private static Rgb readable(Rgb colour, Rgb ground, Rgb end) {
        Rgb found = colour;
        for (double share = STEP; share <= 1 && found.contrast(ground) < CONTRAST; share += STEP) {
            found = colour.towards(end, share);
        }
        return found;
    }

    /** The colour as it can be read on a light ground, and under white. */
    public static String onLight(String colour) {
        return readable(Rgb.of(colour), LIGHT_GROUND, BLACK).hex();
    }

    /** A style sheet with the colour for light and for dark windows. */
    public static String of(String colour) {
        Rgb given = Rgb.of(colour);
        return ":root {\n  --accent: light-dark("
                + onLight(colour) + ", "
                + readable(given, DARK_GROUND, WHITE).hex() + ");\n  --on-accent: light-dark(" + WHITE.hex() + ", "
                + INK.hex() + ");\n}\n";
    }
}
