package org.helixbook.databuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.dataset.BuildReport;
import org.helixbook.dataset.DebianPackage;
import org.helixbook.feedback.InputProblem;
import org.helixbook.genome.DnaSequence;
import org.helixbook.genome.FastaFile;
import org.helixbook.storage.Digest;

/**
 * The files that human-coding-600 is made from, taken out of Debian packages and checked.
 *
 * @param genome chr20 whole and chrX 1..69,999,930, GRCh37
 * @param exons the RefSeq exons of the whole genome, hg19
 * @param described the same for the report
 */
record PinnedInputs(Genome genome, ExonTable exons, List<BuildReport.Input> described) {

  /** A package and the file wanted from it. */
  private record Pin(String what, String deb, String source, String sha256, String path) {}

  private static final Pin CHR20 =
      new Pin(
          "human chromosome 20, GRCh37",
          "vt-examples_0.57721+ds-3_all.deb",
          "Debian package vt-examples 0.57721+ds-3",
          "277c0ef50f4cda40f2dd837f90b6d837155ecd5b8889797683fe63375b017b56",
          "/usr/share/doc/vt/examples/ref/20.fa.gz");
  private static final String CHR20_M5 = "0dec9660ec1efaaf33281c0d5ea2560f";
  private static final Pin CHRX =
      new Pin(
          "human chromosome X, bases 1 to 69,999,930, GRCh37",
          "smalt-examples_0.7.6-12_all.deb",
          "Debian package smalt-examples 0.7.6-12",
          "ffb01b7ff91cd29bd45c980cdeea90d986146dd2e907fd9e365d3a8fa75b0751",
          "/usr/share/doc/smalt/test/data/hs37chrXtrunc.fa.gz");
  private static final String CHRX_M5 = "bdf3143e0e1b4b9de64dc022c40559bf";
  private static final Pin EXONS =
      new Pin(
          "RefSeq exons by Entrez gene, hg19",
          "r-bioc-rsubread_2.12.2-1_amd64.deb",
          "Debian package r-bioc-rsubread 2.12.2-1 (amd64)",
          "2d4e2e0efef48df332ffd1131957558b558ffdbe2a371568a4c9e8dc0b50f804",
          "/usr/lib/R/site-library/Rsubread/annot/hg19_RefSeq_exon.txt");

  /**
   * Takes the inputs out of the packages.
   *
   * @param packages the folder that holds the three packages
   * @return the inputs, each package checked by SHA-256 and each sequence by M5
   * @throws InputProblem if a package is missing, or not the one that is pinned
   * @throws UncheckedIOException if the disk fails
   */
  static PinnedInputs unpack(Path packages) {
    try {
      Path folder = Files.createTempDirectory("helixbook-inputs-");
      try {
        List<BuildReport.Input> described = new ArrayList<>();
        DnaSequence chr20 = chromosome(CHR20, CHR20_M5, "chr20", packages, folder, described);
        DnaSequence chrX = chromosome(CHRX, CHRX_M5, "chrX", packages, folder, described);
        Path table = unpack(EXONS, packages, folder);
        ExonTable exons = ExonTable.readSaf(table);
        described.add(describe(EXONS, "SHA-256 " + Digest.sha256(table)));
        return new PinnedInputs(new Genome(List.of(chr20, chrX)), exons, List.copyOf(described));
      } finally {
        for (Pin pin : List.of(CHR20, CHRX, EXONS)) {
          Files.deleteIfExists(folder.resolve(fileName(pin)));
        }
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("unpacking the packages failed: " + e.getMessage(), e);
    }
  }

  private static DnaSequence chromosome(
      Pin pin,
      String m5,
      String name,
      Path packages,
      Path folder,
      List<BuildReport.Input> described) {
    Path file = unpack(pin, packages, folder);
    List<DnaSequence> all = FastaFile.readAll(file);
    byte[] bases = all.get(0).toBytes();
    String found = Digest.m5(bases);
    if (all.size() != 1 || !found.equals(m5)) {
      throw new InputProblem(
          pin.path(),
          "its sequence has the M5 " + found + " and not " + m5,
          "get version " + pin.source() + " of the package");
    }
    described.add(describe(pin, "M5 " + m5 + ", " + bases.length + " bp"));
    return DnaSequence.of(name, bases);
  }

  private static Path unpack(Pin pin, Path packages, Path folder) {
    Path deb = packages.resolve(pin.deb());
    if (!Files.isRegularFile(deb)) {
      throw new InputProblem(
          deb.toString(),
          "the package is not there",
          "put it into that folder (on Debian 12: apt-get download)");
    }
    Path target = folder.resolve(fileName(pin));
    DebianPackage.extract(deb, pin.sha256(), pin.path(), target);
    return target;
  }

  private static String fileName(Pin pin) {
    return pin.path().substring(pin.path().lastIndexOf('/') + 1);
  }

  private static BuildReport.Input describe(Pin pin, String identity) {
    return new BuildReport.Input(pin.what(), pin.source(), pin.path(), pin.sha256(), identity);
  }
}
