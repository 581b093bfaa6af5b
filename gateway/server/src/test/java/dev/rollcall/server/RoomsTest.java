package dev.rollcall.server;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rooms are packages. None is too large, none knows one that knows it, and what stands at the door of each is true. */
@Execution(ExecutionMode.CONCURRENT)
final class RoomsTest {

    private static final Path ROOT = Path.of("../..");
    private static final int MOST_FILES = 20;
    private static final String HOUSE = "dev.rollcall.";
    private static final Pattern WORD = Pattern.compile("\\{@code ([\\w.]+)}");
    private static final Pattern ROOMS = Pattern.compile("Rooms: (.*?)\\.(?: |$)");
    private static final Pattern IMPORTS = Pattern.compile("(?:May import|Imports) ([^.]*(?:\\.\\w[^.]*)*)\\.(?: |$)");

    /** Each package with the folder of its sources. */
    private static Map<String, Path> rooms() {
        Map<String, Path> rooms = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(ROOT)) {
            tree.filter(path -> path.endsWith("package-info.java"))
                    .filter(path -> path.toString().contains("src/main/java/dev/rollcall"))
                    .forEach(path -> {
                        String folder = path.getParent().toString().replace('\\', '/');
                        rooms.put(
                                folder.substring(folder.indexOf("dev/rollcall")).replace('/', '.'), path.getParent());
                    });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rooms;
    }

    /** What stands at the door, as one line. */
    private static String door(Path room) {
        try {
            String text = Files.readString(room.resolve("package-info.java"));
            return text.substring(text.indexOf("/**") + 3, text.indexOf("*/"))
                    .replaceAll("\\s*\\n\\s*\\*\\s?", " ")
                    .replace("<p>", "")
                    .replaceAll("\\{@link ([\\w.]+)}", "{@code $1}")
                    .strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("No room has more files than a reader can look through")
    void roomsAreSmall() throws IOException {
        Map<String, Long> large = new TreeMap<>();
        for (Map.Entry<String, Path> room : rooms().entrySet()) {
            try (Stream<Path> files = Files.list(room.getValue())) {
                long count = files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .count();
                if (count > MOST_FILES) {
                    large.put(room.getKey(), count);
                }
            }
        }
        assertThat(large).isEmpty();
    }

    @Test
    @DisplayName("No room knows one that knows it, by whatever way round")
    void thereIsNoCircle() {
        slices().matching("dev.rollcall.(**)").should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    @DisplayName("A door names the rooms behind it, all of them and no others")
    void doorsNameTheirRooms() {
        Map<String, Path> rooms = rooms();
        List<String> wrong = new ArrayList<>();
        rooms.forEach((name, folder) -> {
            Set<String> behind = rooms.keySet().stream()
                    .filter(other -> other.startsWith(name + "."))
                    .map(other -> other.substring(name.length() + 1))
                    .filter(other -> !other.contains(".") || !rooms.containsKey(name + "." + other.split("\\.", -1)[0]))
                    .collect(Collectors.toCollection(TreeSet::new));
            Matcher named = ROOMS.matcher(door(folder));
            Set<String> told = named.find() ? words(named.group(1)) : Set.of();
            if (!behind.equals(told)) {
                wrong.add(name + " has " + behind + " and names " + told);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("Where a door says what a room imports, it imports nothing else of the house")
    void doorsTellWhatIsImported() {
        Map<String, Path> rooms = rooms();
        List<String> wrong = new ArrayList<>();
        int promises = 0;
        for (Map.Entry<String, Path> room : rooms.entrySet()) {
            Matcher imports = IMPORTS.matcher(door(room.getValue()));
            if (!imports.find()) {
                continue;
            }
            promises++;
            Set<String> allowed = words(imports.group(1)).stream()
                    .map(word -> word.startsWith(HOUSE) ? word : HOUSE + word)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> known = rooms.keySet();
            allowed.stream()
                    .filter(name ->
                            known.stream().noneMatch(other -> other.equals(name) || other.startsWith(name + ".")))
                    .forEach(name -> wrong.add(room.getKey() + " may import " + name + ", which is not there"));
            Set<String> others = new TreeSet<>();
            House.CLASSES.stream()
                    .filter(type -> type.getPackageName().equals(room.getKey()))
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .map(dependency -> home(dependency.getTargetClass()))
                    .filter(home -> home.startsWith(HOUSE) && !isIn(home, room.getKey()))
                    .filter(home -> allowed.stream().noneMatch(name -> isIn(home, name)))
                    .forEach(others::add);
            if (!others.isEmpty()) {
                wrong.add(room.getKey() + " imports " + others + " as well");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(promises).isGreaterThan(10);
    }

    private static String home(JavaClass type) {
        return type.getBaseComponentType().getPackageName();
    }

    private static boolean isIn(String home, String room) {
        return home.equals(room) || home.startsWith(room + ".");
    }

    private static Set<String> words(String sentence) {
        Set<String> words = new TreeSet<>();
        Matcher matcher = WORD.matcher(sentence);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }
}
