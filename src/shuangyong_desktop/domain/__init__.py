"""What is true about people, visits and papers: plain Python that knows nothing else."""
