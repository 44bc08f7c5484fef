package org.helixbook.plot;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.helixbook.engine.BackendReport;
import org.helixbook.feedback.InputProblem;

/** Finds the font that charts are written in, and says so in one sentence if there is none. */
public final class FontCheck {
  /** Sans-serif families that are wide enough in glyphs, best first. */
  private static final List<String> PREFERRED =
      List.of("DejaVu Sans", "Liberation Sans", "Arial", "Helvetica");

  private static final String NO_FONTS = "Java finds no fonts on this machine";
  private static final String INSTALL =
      "install fonts-dejavu-core and fontconfig (Debian: apt-get install fonts-dejavu-core"
          + " fontconfig)";

  private FontCheck() {}

  /**
   * The family that charts use on this machine.
   *
   * @return DejaVu Sans where it is installed, else another sans-serif family
   * @throws InputProblem if the machine has no usable font
   */
  public static String family() {
    return family(FontCheck::installed);
  }

  /**
   * The same as a line of the machine's check.
   *
   * @return good with the family's name, or what to install
   */
  public static BackendReport.Finding finding() {
    return finding(FontCheck::installed);
  }

  static BackendReport.Finding finding(Callable<String[]> installed) {
    try {
      return new BackendReport.Finding(
          true, "fonts", "charts are written in " + family(installed), "");
    } catch (InputProblem problem) {
      return new BackendReport.Finding(false, "fonts", NO_FONTS, INSTALL);
    }
  }

  private static String[] installed() {
    if (System.getProperty("java.awt.headless") == null) {
      // Charts are pictures in a page; a window system is neither needed nor to be started.
      System.setProperty("java.awt.headless", "true");
    }
    // Java's logical fonts are listed also where no font file is; only measuring tells.
    new Font(Font.SANS_SERIF, Font.PLAIN, 12)
        .getStringBounds("A", new FontRenderContext(null, true, true));
    return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames();
  }

  /** The same with the list of families from elsewhere, so that a bare machine can be played. */
  static String family(Callable<String[]> installed) {
    List<String> families;
    try {
      families = Arrays.asList(installed.call());
    } catch (Exception | Error e) {
      // Which of these the JDK throws without fontconfig differs between its versions.
      throw noFonts(e);
    }
    if (families.isEmpty()) {
      throw noFonts(null);
    }
    return PREFERRED.stream().filter(families::contains).findFirst().orElse(Font.SANS_SERIF);
  }

  private static InputProblem noFonts(Throwable cause) {
    return new InputProblem("charts", NO_FONTS, INSTALL, cause);
  }
}
