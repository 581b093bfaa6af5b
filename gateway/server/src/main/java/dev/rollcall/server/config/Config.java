package dev.rollcall.server.config;

import java.util.HashMap;
import java.util.Map;

/** The checked values of all settings. Made by {@link ConfigLoader}. */
public final class Config {

    private final Map<String, String> texts;

    Config(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    public <T> T get(Setting<T> setting) {
        String text = texts.getOrDefault(setting.key(), setting.fallback());
        return setting.kind().reader().apply(text).orElseThrow();
    }

    /** These settings, with another default for one of them. */
    public Config withDefault(Setting<?> setting, String text) {
        Map<String, String> copy = new HashMap<>(texts);
        copy.putIfAbsent(setting.key(), text);
        return new Config(copy);
    }

    /** Whether file, environment or command line says something about it. */
    public boolean isSet(Setting<?> setting) {
        return texts.containsKey(setting.key());
    }
}
