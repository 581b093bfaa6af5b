package dev.rollcall.server.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** The Chromium of this machine; one for each test class. A machine without one fails the tests, because nothing else shows pages. */
final class Chromium implements BeforeAllCallback, BeforeEachCallback, TestExecutionExceptionHandler, AfterAllCallback {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_MILLIS = 15_000;

    private static final int MOST_TEXT = 3_000;
    private static final int HEIGHT = 900;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    /** How a window is. */
    enum Window {
        LIGHT(1280, ColorScheme.LIGHT),
        DARK(1280, ColorScheme.DARK),
        PHONE(390, ColorScheme.LIGHT),
        PHONE_DARK(390, ColorScheme.DARK);

        private final int width;
        private final ColorScheme scheme;

        Window(int width, ColorScheme scheme) {
            this.width = width;
            this.scheme = scheme;
        }

        /** Makes a window so that is open; what it shows is not loaded again. */
        void apply(Page page) {
            page.setViewportSize(width, HEIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(find())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--font-render-hinting=none")));
    }

    private static Path find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The pages are tested in a real Chromium, and there is none on"
                                + " the PATH. Install one: apt-get install chromium"));
    }

    /** A new window that shares nothing with others. What the browser complains of is collected. */
    Page open(Window window) {
        BrowserContext context = Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(window.width, HEIGHT)
                        .setColorScheme(window.scheme));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            boolean isComplaint = List.of("error", "warning").contains(message.type());
            // A page with a problem on it has the problem's status, and says so itself.
            if (isComplaint && !message.text().startsWith("Failed to load resource")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        pages.add(page);
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** Violations of the content security policy, failures of scripts, and whatever else stands in the browser's log. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        pages.clear();
    }

    /** A failure without what the windows show says too little to find its cause by. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
        StringBuilder told = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Page page : pages) {
            if (!page.isClosed()) {
                told.append("\n--- A window shows ")
                        .append(page.url())
                        .append(":\n")
                        .append(text(page));
            }
        }
        complaints.forEach(
                complaint -> told.append("\n--- The browser complains: ").append(complaint));
        throw new AssertionError(told.toString(), failure);
    }

    private static String text(Page page) {
        try {
            String text = page.innerText("body");
            return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + " …" : text;
        } catch (PlaywrightException e) {
            return "(its text cannot be read: " + e.getMessage() + ")";
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
