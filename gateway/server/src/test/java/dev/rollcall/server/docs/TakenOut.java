package dev.rollcall.server.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The adapters that README names although their folders are not there: an adapter can be taken out without rewriting the documents. */
final class TakenOut {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern FOLDER = Pattern.compile("adapters-[a-z]+");

    private TakenOut() {}

    /** Names of folders; none in a whole checkout. */
    static Set<String> folders() {
        try {
            Set<String> gone = new TreeSet<>();
            Matcher folder = FOLDER.matcher(Files.readString(ROOT.resolve("README.md")));
            while (folder.find()) {
                if (!Files.isDirectory(ROOT.resolve(folder.group()))) {
                    gone.add(folder.group());
                }
            }
            return gone;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
