package dev.rollcall.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A file in the syntax of {@link Properties}, read line by line so that a problem can name its line. */
final class PropertiesFile {

    /** One assignment and the line on which it begins, counted from 1. */
    record Entry(String key, String value, int line) {}

    private PropertiesFile() {}

    static List<Entry> read(Path file) {
        try {
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of("The settings file " + file + " does not exist."));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    List.of("The settings file " + file + " cannot be read: it must be a text file in UTF-8."));
        }
    }

    private static List<Entry> parse(List<String> lines) throws IOException {
        List<Entry> entries = new ArrayList<>();
        StringBuilder logical = new StringBuilder();
        int first = 1;
        for (int i = 0; i < lines.size(); i++) {
            if (logical.isEmpty()) {
                first = i + 1;
            }
            String line = lines.get(i);
            boolean comment = logical.isEmpty() && isComment(line);
            logical.append(line).append('\n');
            if (!comment && continues(line) && i + 1 < lines.size()) {
                continue;
            }
            Properties one = new Properties();
            one.load(new StringReader(logical.toString()));
            for (String key : one.stringPropertyNames()) {
                entries.add(new Entry(key, one.getProperty(key).strip(), first));
            }
            logical.setLength(0);
        }
        return entries;
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
