package mnist.jobs.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mnist.files.Causes;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;

/**
 * The pictures that a request brings, held in memory alone.
 *
 * @param isForm whether they came as a form, of one or several; otherwise there is one without a
 *     name
 * @param pictures in their order
 */
record Upload(boolean isForm, List<Picture> pictures) {

  private static final String FORM = "multipart/form-data";

  /**
   * @param name of the file as the form says; null without a form
   */
  record Picture(String name, byte[] file) {}

  /**
   * @throws HttpProblem if there is no picture, or no form though the request says so
   */
  static Upload of(Bodies.Whole request) throws HttpProblem {
    byte[] body = request.body();
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())) {
      return form(type, body);
    }
    if (body.length == 0) {
      throw new HttpProblem(
          HttpStatus.BAD_REQUEST_400, "expected a picture's bytes as the body, but it was empty");
    }
    return new Upload(false, List.of(new Picture(null, body)));
  }

  private static Upload form(String type, byte[] body) throws HttpProblem {
    MultiPartConfig config =
        new MultiPartConfig.Builder()
            // One more, to tell a form that has too many.
            .maxParts(Limits.MOST_PICTURES + 1)
            .maxSize(Limits.MOST_BYTES)
            .maxPartSize(Limits.MOST_BYTES)
            // Never a file.
            .maxMemoryPartSize(Limits.MOST_BYTES)
            .useFilesForPartsWithoutFileName(false)
            .build();
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(
            // Left on the request, what can't be read would be told again when that ends.
            Content.Source.from(ByteBuffer.wrap(body)), new Attributes.Mapped(), type, config)) {
      List<Picture> pictures = new ArrayList<>();
      for (MultiPart.Part part : parts) {
        if (part.getFileName() != null) {
          pictures.add(new Picture(part.getFileName(), bytes(part)));
        }
      }
      if (pictures.isEmpty() || pictures.size() > Limits.MOST_PICTURES) {
        String found = pictures.isEmpty() ? "no part with a file's name" : "more";
        throw notAForm("but it has " + found, null);
      }
      return new Upload(true, pictures);
    } catch (IOException | RuntimeException e) {
      throw notAForm("but it can't be read: " + Causes.innermost(e), e);
    }
  }

  private static byte[] bytes(MultiPart.Part part) throws IOException {
    try (InputStream in = Content.Source.asInputStream(part.getContentSource())) {
      return in.readAllBytes();
    }
  }

  private static HttpProblem notAForm(String found, Exception cause) {
    HttpProblem problem =
        new HttpProblem(
            HttpStatus.BAD_REQUEST_400,
            "expected a form of 1 to %d files, %s".formatted(Limits.MOST_PICTURES, found));
    problem.initCause(cause);
    return problem;
  }
}
