package freshet.lab.demo;

import static freshet.cli.testing.Patience.eventually;

import freshet.lab.MachineProgram;
import freshet.lab.Prerequisite;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, by its driver. */
final class Browser implements AutoCloseable {
    private static final String CHROMIUM = "chromium";
    private static final String DRIVER = "chromedriver";

    /** It warns of each browser that is newer than itself; no command of the versions is used. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Leaves the running test out where there is none. */
    static void require() throws InterruptedException {
        Prerequisite.require(
                "freshet.browser",
                MachineProgram.succeeds(DRIVER, "--version") && MachineProgram.succeeds(CHROMIUM, "--version"),
                "the page is not tried in a browser, as Chromium and its driver are not installed: apt-get install "
                        + "chromium chromium-driver");
    }

    /** @param width of the page, pixels */
    static Browser open(int width, int height) {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath(CHROMIUM).toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(onPath(DRIVER).toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return new Browser(driver);
    }

    void load(String address) {
        driver.get(address);
    }

    /** The elements that a selector of CSS finds now. */
    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** An attribute of the first element that a selector finds. */
    Optional<String> attribute(String selector, String name) {
        try {
            return all(selector).stream()
                    .findFirst()
                    .flatMap(found -> Optional.ofNullable(found.getDomAttribute(name)));
        } catch (StaleElementReferenceException e) {
            return Optional.empty(); // drawn anew meanwhile
        }
    }

    /**
     * What is to be read in the first element that a selector finds; empty if there is none now.
     */
    String text(String selector) {
        try {
            return all(selector).stream().findFirst().map(WebElement::getText).orElse("");
        } catch (StaleElementReferenceException e) {
            return ""; // drawn anew meanwhile
        }
    }

    /** Clicks what a selector finds, once it is there and stays for the click. */
    void click(String selector) {
        eventually().ignoreExceptions().until(() -> {
            WebElement found = all(selector).get(0);
            driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found);
            found.click();
            return true;
        });
    }

    /** Width of the whole page, pixels. */
    long width() {
        return (Long) driver.executeScript("return document.documentElement.scrollWidth");
    }

    /**
     * What the browser reports as wrong: errors of scripts, files that are missing, breaches of the
     * policy.
     */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The addresses of all that the page has loaded. */
    @SuppressWarnings("unchecked") // a list of texts, as the script makes it
    List<String> loaded() {
        return (List<String>)
                driver.executeScript("return performance.getEntriesByType('resource').map((each) => each.name)");
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Path onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
