package org.helixbook.plot;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A piece of HTML with the plain text that stands for it where HTML cannot be shown.
 *
 * @param markup trusted HTML; whoever makes it escapes its contents with {@link HtmlText}
 * @param text the same in plain text
 * @param picture if it is nothing but one picture, this one
 */
public record HtmlFragment(String markup, String text, Optional<Picture> picture) {

  /**
   * A picture, for a page that takes pictures as such.
   *
   * @param base64 the bytes of a PNG file
   * @param width in pixels of the page
   * @param alternative what it shows, in words
   */
  public record Picture(String base64, int width, String alternative) {}

  /** The bytes of a picture as a PNG file. */
  public static byte[] png(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot refuse a write", e);
    }
    return bytes.toByteArray();
  }

  /** HTML that is more than one picture. */
  public HtmlFragment(String markup, String text) {
    this(markup, text, Optional.empty());
  }

  /**
   * One picture.
   *
   * @param png the bytes of a PNG file
   * @param width in pixels of the page, which may be fewer than those of the file
   * @param alternative what it shows, in words
   * @param text what stands for it where no picture can be shown
   */
  public static HtmlFragment picture(byte[] png, int width, String alternative, String text) {
    Picture picture = new Picture(Base64.getEncoder().encodeToString(png), width, alternative);
    String markup =
        "<img style=\"max-width:100%;background:#fff\" width=\""
            + width
            + "\" alt=\""
            + HtmlText.escape(alternative)
            + "\" src=\"data:image/png;base64,"
            + picture.base64()
            + "\">";
    return new HtmlFragment(markup, text, Optional.of(picture));
  }
}
