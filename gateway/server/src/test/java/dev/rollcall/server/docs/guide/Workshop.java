package dev.rollcall.server.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A folder in which what a guide shows is compiled, beside the classes of the gateway. */
final class Workshop {

    static final Path ROOT = Path.of("..", "..");

    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|record|interface) (\\w+)");

    private final Path sources;
    private final Path classes;

    Workshop(Path folder) {
        this.sources = folder.resolve("sources");
        this.classes = folder.resolve("classes");
    }

    /** The blocks of this language that a guide shows, in their order. */
    static List<String> blocks(String guide, String language) {
        Matcher block = BLOCK.matcher(read(ROOT.resolve("docs").resolve(guide)));
        return block.results()
                .filter(found -> found.group(1).equals(language))
                .map(found -> found.group(2))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lays a source to the others, under the name that it declares. */
    Workshop source(String text) {
        Matcher type = TYPE.matcher(text);
        Matcher room = PACKAGE.matcher(text);
        assertThat(type.find() && room.find()).as(text).isTrue();
        return put(sources.resolve(room.group(1).replace('.', '/')).resolve(type.group(1) + ".java"), text);
    }

    /** Lays a resource where it is found on the class path. */
    Workshop resource(String name, String text) {
        return put(classes.resolve(name), text);
    }

    private Workshop put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles everything that was laid here.
     *
     * @param room classes of this package are taken from here, although the gateway has some of the same name; "" for none
     */
    ClassLoader compile(String room) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> all = new ArrayList<>();
            try (var tree = Files.walk(sources)) {
                tree.filter(Files::isRegularFile).forEach(all::add);
            }
            List<String> options =
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
                            .call())
                    .as(said.toString())
                    .isTrue();
            return new ChildFirst(classes.toUri().toURL(), room);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds the classes of one package here first, and everything else where it is. */
    private static final class ChildFirst extends URLClassLoader {

        private final String room;

        ChildFirst(URL classes, String room) throws MalformedURLException {
            super(new URL[] {classes}, Workshop.class.getClassLoader());
            this.room = room;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (room.isEmpty() || !name.startsWith(room + ".")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
