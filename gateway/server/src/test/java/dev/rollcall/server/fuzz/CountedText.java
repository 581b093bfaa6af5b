package dev.rollcall.server.fuzz;

/** A text that counts how often one of its characters is looked at, and ends what looks too often. */
final class CountedText implements CharSequence {

    private final String text;
    private final long most;
    private long looks;

    /** More looks than were allowed. */
    static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks(long most) {
            super("more than " + most + " looks at a character");
        }
    }

    CountedText(String text, long most) {
        this.text = text;
        this.most = most;
    }

    long looks() {
        return looks;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > most) {
            throw new TooManyLooks(most);
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
