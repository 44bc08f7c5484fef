package org.helixbook.notebook;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Stream;
import org.helixbook.engine.BackendReport;
import org.helixbook.feedback.CountText;

/** How much memory Java may use for its own objects, and whether anybody said so. */
final class JavaHeap {
  /** What the kit's own kernel gives, and every notebook keeps to. */
  private static final long ENOUGH = 4_000_000_000L;

  private static final Set<Origin> NOT_SET = Set.of(Origin.DEFAULT, Origin.ERGONOMIC);

  private JavaHeap() {}

  static BackendReport.Finding finding() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    boolean set =
        machine == null
            || Stream.of("MaxHeapSize", "MaxRAMPercentage")
                .anyMatch(option -> !NOT_SET.contains(machine.getVMOption(option).getOrigin()));
    return finding(set, Runtime.getRuntime().maxMemory());
  }

  static BackendReport.Finding finding(boolean set, long bytes) {
    if (set) {
      return new BackendReport.Finding(true, "heap", "set to " + CountText.bytes(bytes), "");
    }
    boolean good = bytes >= ENOUGH;
    return new BackendReport.Finding(
        good,
        "heap",
        "not set, so Java takes up to a quarter of this machine's memory, "
            + CountText.bytes(bytes),
        good ? "" : "give the kernel -Xmx4g: in the argv of its kernel.json, or by _JAVA_OPTIONS");
  }
}
