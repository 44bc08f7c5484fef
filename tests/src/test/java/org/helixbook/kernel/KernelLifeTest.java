package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLifeTest {
  @TempDir Path folder;

  private static final String SEEDED =
      "var java = new Random(42);\norg.nd4j.linalg.factory.Nd4j.getRandom().setSeed(42L);";
  private static final String DRAW =
      "java.nextLong() + \" \""
          + " + Arrays.toString(org.nd4j.linalg.factory.Nd4j.rand(2, 3).data().asBytes())";

  @Test
  void theSameSeededCellsGiveTheSameBitsInTwoKernelsAndAShutDownEndsBoth() throws Exception {
    String first;
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run(SEEDED);
      first = kernel.run(DRAW).value();
      assertEquals(0, kernel.shutDown());
    }
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("int something = 1; something");
      kernel.run(SEEDED);
      assertEquals(first, kernel.run(DRAW).value());
      kernel.run(SEEDED);
      assertEquals(first, kernel.run(DRAW).value());
      // It does not wait for a cell.
      kernel.awaitMessage(
          kernel.submit("System.out.print(\"started\"); while (true);"),
          outcome -> outcome.stdout().equals("started"));
      assertEquals(0, kernel.shutDown());
    }
    // Documented: the first draw of java.util.Random(42).
    assertTrue(first.startsWith("-5025562857975149833 ["), first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hb", "iopub"})
  void aKernelWhosePortIsTakenSaysSoAndEnds(String channel) throws Exception {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    List<ServerSocket> held = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        held.add(new ServerSocket(0, 1, here));
        ports.add(held.get(i).getLocalPort());
      }
      int taken = List.of("hb", "shell", "control", "stdin", "iopub").indexOf(channel);
      for (int i = 0; i < 5; i++) {
        if (i != taken) {
          held.get(i).close();
        }
      }
      Path file = folder.resolve("connection.json");
      Files.writeString(
          file,
          """
          {"ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": "k",
           "hb_port": %d, "shell_port": %d, "control_port": %d, "stdin_port": %d, "iopub_port": %d}
          """
              .formatted(ports.toArray()));
      Process kernel = kernel(file).start();
      try {
        assertEquals(1, kernel.waitFor());
        String said = new String(kernel.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(
            said.contains(
                "The kernel cannot listen at 127.0.0.1 on the ports %d, %d, %d, %d and %d ("
                    .formatted(ports.toArray())),
            said);
        assertTrue(said.contains("another program took one of them meanwhile"), said);
        assertTrue(said.contains("start the kernel again"), said);
      } finally {
        kernel.destroyForcibly();
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /** It must not end by itself for want of a file, for then it would leave what it leaves then. */
  @Test
  void aKernelWhoseFrontEndIsGoneIsKilledBeforeItsConnectionFileIsRemoved() throws Exception {
    Path shell = Files.createDirectory(folder.resolve("slow")).resolve("sh");
    Files.writeString(shell, "#!/bin/sh\nsleep 2\nexec /bin/sh \"$@\"\n");
    assertTrue(shell.toFile().setExecutable(true));
    Path file = folder.resolve("connection.json");
    Files.writeString(
        file,
        """
        {"ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": "k",
         "hb_port": 0, "shell_port": 0, "control_port": 0, "stdin_port": 0, "iopub_port": 0}
        """);
    ProcessBuilder builder = kernel(file);
    builder.environment().put("PATH", shell.getParent() + ":" + System.getenv("PATH"));
    // No process has this number.
    builder.environment().put("JPY_PARENT_PID", "999999999999");
    Process kernel = builder.start();
    try {
      String said = new String(kernel.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(128 + 9, kernel.waitFor(), said);
      while (Files.exists(file)) {
        Thread.sleep(20);
      }
    } finally {
      kernel.destroyForcibly();
    }
  }

  @Test
  void aLibraryThatExitsIsNamed() throws Exception {
    try (KernelProcess kernel = KernelProcess.start()) {
      // Reflection hides the call from the kernel, as a library does.
      String id = kernel.submit("System.class.getMethod(\"exit\", int.class).invoke(null, 4);");
      kernel.awaitMessage(id, outcome -> outcome.stderr().contains("System.exit"));
      assertEquals(4, kernel.exitStatus());
    }
  }

  private static ProcessBuilder kernel(Path file) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.helixbook.kernel.Launcher",
            file.toString())
        .redirectErrorStream(true);
  }
}
