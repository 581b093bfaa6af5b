package dev.rollcall.server.config;

/** Writes the text of docs/settings.md. */
public final class SettingsPage {

    private static final String HEAD = """
            # Settings

            Made from the declarations in `Settings.java` by `./rollcall settings > docs/settings.md`; a test fails when it is stale.

            Settings come from a file (`--config FILE` or `ROLLCALL_CONFIG`; Java properties syntax) and from the environment,
            which wins over the file. A name that is not listed here stops the start, with a suggestion.

            | Setting | Environment | Takes | Default | Meaning |
            | --- | --- | --- | --- | --- |
            """;

    private SettingsPage() {}

    public static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Setting<?> setting : Settings.all()) {
            String unit = setting.unit().isEmpty() ? "" : " (" + setting.unit() + ")";
            String fallback = setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`";
            page.append("| `%s` | `%s` | %s%s | %s | %s |%n"
                    .formatted(
                            setting.key(), setting.variable(), setting.kind().accepts(), unit, fallback, setting.doc())
                    .replace(System.lineSeparator(), "\n"));
        }
        return page.toString();
    }
}
