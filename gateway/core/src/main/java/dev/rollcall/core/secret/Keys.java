package dev.rollcall.core.secret;

import java.util.List;
import java.util.function.Function;

/** The keys for one purpose: new values are made with the current key, and values made with a former key can still be read. */
public final class Keys {

    /** One of them. */
    public static final class Key {

        private final String id;
        private final byte[] bytes;

        /**
         * Makes one.
         *
         * @param id which secret of the installation it was derived from; public
         */
        public Key(String id, byte[] bytes) {
            this.id = id;
            this.bytes = bytes.clone();
        }

        public String id() {
            return id;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    private final List<Key> all;

    /**
     * Takes at least one.
     *
     * @param all the current one first
     */
    public Keys(List<Key> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no key");
        }
        this.all = List.copyOf(all);
    }

    /** One alone, where nothing is ever exchanged. */
    public static Keys of(byte[] only) {
        return new Keys(List.of(new Key("", only)));
    }

    public Key current() {
        return all.get(0);
    }

    /** The current one first. */
    public List<Key> all() {
        return all;
    }

    /** What is made of each, the current one first. */
    public <T> List<T> each(Function<Key, T> maker) {
        return all.stream().map(maker).toList();
    }
}
