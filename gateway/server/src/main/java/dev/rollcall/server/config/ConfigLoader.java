package dev.rollcall.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads settings: the file, then the environment, then the command line; the later one wins. */
public final class ConfigLoader {

    /** Names the settings file. */
    public static final String FILE_VARIABLE = "ROLLCALL_CONFIG";

    /** Which gateway commands ask; they may stand in the environment of one that is started. */
    private static final Set<String> OF_COMMANDS = Set.of("ROLLCALL_URL", "ROLLCALL_TOKEN");

    private static final String PREFIX = "ROLLCALL_";

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigLoader() {}

    /**
     * Reads all sources and checks every value.
     *
     * @param file the settings file named on the command line, if any; else {@value #FILE_VARIABLE} may name one
     * @param environment all variables of the process
     * @param commandLine values by setting, already named by an option
     * @throws ConfigException all problems of all sources
     */
    public static Config load(
            Optional<Path> file, Map<String, String> environment, Map<Setting<?>, String> commandLine) {
        ConfigLoader loader = new ConfigLoader();
        file.or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of))
                .ifPresent(loader::addFile);
        loader.addEnvironment(environment);
        commandLine.forEach((setting, text) -> loader.add(setting, text, "on the command line"));
        if (!loader.problems.isEmpty()) {
            throw new ConfigException(loader.problems);
        }
        return new Config(loader.texts);
    }

    private void addFile(Path file) {
        Map<String, Integer> seen = new HashMap<>();
        for (PropertiesFile.Entry entry : PropertiesFile.read(file)) {
            String where = "in " + file.getFileName() + " line " + entry.line();
            Setting<?> setting = byKey(entry.key());
            Integer before = seen.putIfAbsent(entry.key(), entry.line());
            if (setting == null) {
                problems.add(unknown(entry.key(), where, Suggestion.among(keys(), entry.key())));
            } else if (before != null) {
                problems.add("Setting \"" + entry.key() + "\" appears twice in " + file.getFileName() + ", on lines "
                        + before + " and " + entry.line() + ": remove one.");
            } else {
                add(setting, entry.value(), where);
            }
        }
    }

    private void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX) || name.equals(FILE_VARIABLE) || OF_COMMANDS.contains(name)) {
                return;
            }
            Setting<?> setting = byVariable(name);
            if (setting == null) {
                problems.add(unknown(name, "in the environment", Suggestion.among(variables(), name)));
            } else {
                add(setting, value.strip(), "from " + name);
            }
        });
    }

    private void add(Setting<?> setting, String text, String where) {
        String problem = problem(setting.kind(), text);
        if (problem == null) {
            texts.put(setting.key(), text);
        } else {
            String shown = setting.kind().secret() ? "The value" : "The value \"" + text + "\"";
            problems.add(shown + " of \"" + setting.key() + "\" " + where + " cannot be used: " + problem + ".");
        }
    }

    /** What is wrong with a text, as the end of a sentence; null when it can be used. */
    private static @Nullable String problem(Kind<?> kind, String text) {
        String accepted = "use " + kind.accepts();
        try {
            return kind.reader().apply(text).isPresent() ? null : accepted;
        } catch (IllegalArgumentException e) {
            return e.getMessage() + "; " + accepted;
        }
    }

    private static String unknown(String name, String where, Optional<String> suggestion) {
        return "Unknown setting \"" + name + "\" " + where
                + suggestion
                        .map(near -> ": did you mean \"" + near + "\"?")
                        .orElse(": see docs/settings.md for all there are.");
    }

    private static @Nullable Setting<?> byKey(String key) {
        return Settings.all().stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Setting<?> byVariable(String name) {
        return Settings.all().stream()
                .filter(s -> s.variable().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<String> keys() {
        return Settings.all().stream().map(Setting::key).toList();
    }

    private static List<String> variables() {
        return Settings.all().stream().map(Setting::variable).toList();
    }
}
