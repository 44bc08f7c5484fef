#!/usr/bin/env python3
"""Counts of human-genomic-600 from its sources, and what methods of one number say of its windows.

    whole_windows_reference.py DATA PACKAGES

DATA holds human-coding-600.tsv.bz2 and human-genomic-600.tsv.bz2; PACKAGES the unpacked files
20.fa.gz, hs37chrXtrunc.fa.gz, hg19_RefSeq_exon.txt and org.Hs.eg.sqlite, anywhere below it.
Prints the golden numbers of HumanGenomicSetTest and WholeWindowsTest. Needs numpy (Debian
python3-numpy). Shares no code with the kit: exons are joined, reading frames sought, and the
period-3 ratio taken from a Fourier transform.
"""
import bz2
import csv
import gzip
import pathlib
import sqlite3
import sys
from collections import Counter, defaultdict

import numpy as np

DATA, PACKAGES = map(pathlib.Path, sys.argv[1:3])
STOPS = {"TAA", "TAG", "TGA"}
OTHER = str.maketrans("ACGTN", "TGCAN")


def table(name):
    with bz2.open(DATA / f"{name}.tsv.bz2", "rt") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def package_file(name):
    return next(PACKAGES.rglob(name))


def read_fasta(name):
    with gzip.open(package_file(name), "rt") as lines:
        return "".join(line.strip() for line in lines if not line.startswith(">")).upper()


def reverse(bases):
    return bases.translate(OTHER)[::-1]


def longest_orf(bases):
    """Start and end without the stop codon of the longest ATG..stop; the first of equals."""
    best = (0, 0)
    for frame in range(3):
        start = None
        for i in range(frame, len(bases) - 2, 3):
            codon = bases[i : i + 3]
            if "N" in codon:
                start = None
            elif codon in STOPS:
                if start is not None and (start - i, start) < (best[0] - best[1], best[0]):
                    best = (start, i)
                start = None
            elif codon == "ATG" and start is None:
                start = i
    return best


def genes(genome):
    """Entrez number to chromosome, strand and joined exons of the genes wholly at hand."""
    found = defaultdict(list)
    with open(package_file("hg19_RefSeq_exon.txt")) as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["GeneID"]].append(
                (row["Chr"], row["Strand"], int(row["Start"]) - 1, int(row["End"])))
    for gene, exons in found.items():
        if len({exon[:2] for exon in exons}) > 1:
            continue
        chromosome, strand = exons[0][:2]
        if chromosome not in genome or max(e[3] for e in exons) > len(genome[chromosome]):
            continue
        merged = []
        for _, _, start, end in sorted(exons, key=lambda e: e[2:]):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(end, merged[-1][1])
            else:
                merged.append([start, end])
        yield gene, chromosome, strand, merged


def coding_windows(genome):
    database = sqlite3.connect(package_file("org.Hs.eg.sqlite"))
    types = dict(database.execute("SELECT gene_id, gene_type FROM genes JOIN genetype USING (_id)"))
    counts, middles = Counter(), defaultdict(set)
    for gene, chromosome, strand, exons in genes(genome):
        if types.get(gene) != "protein-coding":
            continue
        places = [i for start, end in exons for i in range(start, end)]
        bases = "".join(genome[chromosome][start:end] for start, end in exons)
        if strand == "-":
            places, bases = places[::-1], reverse(bases)
        start, end = longest_orf(bases)
        if end - start < 600:
            continue
        counts["genes with an ORF of 600 nt"] += 1
        coding = set(places[start:end])
        touched = [e for e in exons if any(i in coding for i in range(*e))]
        inner = touched[1:-1]
        counts["exon windows"] += len(inner)
        middles[gene] = {(a + b) // 2 for a, b in inner}
        first = touched[0] if strand == "+" else touched[-1]
        long_first = sum(i in coding for i in range(*first)) >= 600
        counts["filled" if long_first or len(touched) == 1 else "start windows"] += 1
    return counts, middles


def ratio(bases):
    power = sum(
        np.abs(np.fft.fft(np.array([b == base for b in bases], float))) ** 2 for base in "ACGT")
    third = len(bases) // 3
    others = np.delete(power, [0, third, 2 * third])
    return power[third] / others.mean()


def gc(bases):
    return sum(b in "GC" for b in bases) / len(bases)


def runs(bases):
    """The longest run of codons without a stop in each forward frame, and how many codons."""
    for frame in range(3):
        longest = run = codons = 0
        for i in range(frame, len(bases) - 2, 3):
            codons += 1
            run = 0 if bases[i : i + 3] in STOPS else run + 1
            longest = max(longest, run)
        yield longest, codons


def open_frame(bases):
    return float(any(longest == codons for longest, codons in runs(bases)))


def longest_run(bases):
    return float(max(r for strand in (bases, reverse(bases)) for r, _ in runs(strand)))


def fitted(scores, labels):
    """The threshold of the highest training accuracy, the lowest of equals."""
    distinct = np.unique(scores)
    cuts = [-np.inf, *((distinct[:-1] + distinct[1:]) / 2), distinct[-1]]
    return cuts[int(np.argmax([np.mean((scores > cut) == (labels == 0)) for cut in cuts]))]


def main():
    genome = {"chr20": read_fasta("20.fa.gz"), "chrX": read_fasta("hs37chrXtrunc.fa.gz")}
    windows = table("human-genomic-600")
    counts, middles = coding_windows(genome)
    print(dict(counts))
    for one in windows:
        start, end = int(one["start"]), int(one["end"])
        bases = genome[one["chromosome"]][start:end]
        assert one["sequence"] == (bases if one["strand"] == "+" else reverse(bases)), one["id"]
        assert one["kind"] != "exon" or (start + end) // 2 in middles[one["gene"]], one["id"]
        assert one["kind"] != "start" or one["sequence"].startswith("ATG"), one["id"]
    print("of each kind", Counter(one["kind"] for one in windows))
    print("genes", {kind: len({o["gene"] for o in windows if o["kind"] == kind})
                    for kind in ("exon", "start", "intron")})
    train = [one for one in table("human-coding-600") if one["split_gene_disjoint"] == "train"]
    labels = np.array([0 if one["class"] == "CDN" else 1 for one in train])
    for score in (ratio, gc, open_frame, longest_run):
        cut = fitted(np.array([score(one["sequence"]) for one in train]), labels)
        called = Counter(one["kind"] for one in windows if score(one["sequence"]) > cut)
        print(score.__name__, cut, dict(called))


if __name__ == "__main__":
    main()
